// Two processes at once on what only one may have.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideBatch } from '../../../src/central/acts/batch'
import { receivedIntents } from '../../../src/central/acts/received'
import { revokeBench } from '../../../src/central/domain/benches/administration'
import { claimProcedure } from '../../../src/central/domain/benches/claims'
import { enrolBench, issueEnrolmentCode } from '../../../src/central/domain/benches/enrolment'
import { renewBench } from '../../../src/central/domain/benches/renewal'
import { type Central, transact } from '../../../src/central/domain/central'
import { reportEvent, startBy } from '../../../src/central/domain/devices/procedure-events'
import { secretHash } from '../../../src/central/domain/secrets'
import { registerSubject } from '../../../src/central/domain/subjects/register-subject'
import { lockFeedsOf } from '../../../src/central/store/feed'
import { bindPlace } from '../../../src/central/store/places'
import { storageId } from '../../../src/shared/model/ids'
import { ok, type Result } from '../../../src/shared/result'
import { newBenchKey, renewalHash, signHash } from '../../../src/trust'
import { freshTag } from '../../support/bench-client'
import { must } from '../../support/must'
import {
  addRaceCane,
  assignment,
  decide,
  handOver,
  idleDevice,
  newBench,
  newQueued,
  newStore,
  type SigningBench,
  subjectRequest,
} from './actors'
import { databases, type TestDatabase, withSample } from './databases'

const rounds = 5
const askers = 6

describe.each(databases)('races on $name', ({ open }) => {
  let database: TestDatabase
  let benches: readonly SigningBench[]
  beforeAll(async () => {
    database = await withSample(open)
    const [central] = database.centrals
    benches = await Promise.all(Array.from({ length: askers }, () => newBench(central)))
    for (const bench of benches.slice(0, 1)) await addRaceCane(central, bench)
  }, 90_000)
  afterAll(() => database.close())

  /** Every bench at once, by one process or the other. */
  const allAtOnce = <Value>(ask: (central: Central, bench: SigningBench) => Promise<Value>) =>
    Promise.all(benches.map((bench, asker) => ask(database.centrals[asker % 2 === 0 ? 0 : 1], bench)))

  const kinds = (results: readonly Result<unknown, { readonly kind: string }>[]) =>
    results.map((result) => (result.ok ? 'ok' : result.problem.kind)).sort()
  const others = (kind: string) => Array.from({ length: askers - 1 }, () => kind)

  test('a claim is one bench’s', async () => {
    for (let round = 0; round < rounds; round++) {
      const { id } = await newStore(database.centrals[0])
      const claims = await allAtOnce((central, bench) => claimProcedure(central, bench, id))
      expect(kinds(claims)).toEqual([...others('claimed'), 'ok'])
    }
  })

  test('a tag is one vial’s, a place holds one vial', async () => {
    for (let round = 1; round <= rounds; round++) {
      const tag = freshTag()
      // Half of them want the same tag, the other half the same place.
      const answers = await allAtOnce(async (central, bench) => {
        const nth = benches.indexOf(bench)
        const store = await newStore(central)
        const body =
          nth < askers / 2 ? assignment(store, tag, ((round * 7 + nth) % 4) + 1) : assignment(store, freshTag(), 5)
        return decide(central, bench, bench.sign(body))
      })
      const outcomes = answers.map((answer) => String(answer.problem?.kind ?? answer.result))
      const losers = (kind: string) => Array.from({ length: askers / 2 - 1 }, () => kind)
      expect(outcomes.slice(0, askers / 2).sort()).toEqual(['accepted', ...losers('tagUsed')])
      expect(outcomes.slice(askers / 2).sort()).toEqual(['accepted', ...losers('placeTaken')])
      const { db } = database.centrals[0].store
      const rows = await db.selectFrom('tags').select('container_id').where('tag', '=', tag).execute()
      expect(rows).toHaveLength(1)
      await db.deleteFrom('places').where('cane', '=', 'RACE').execute()
    }
  })

  test('the database itself lets one place hold one vial, whatever a use case forgot to ask', async () => {
    const place = { storageId: storageId(1), canister: 'C1', cane: 'KEY', position: 1 }
    const results = await Promise.allSettled(
      benches.map(async (_, asker) => {
        const central = database.centrals[asker % 2 === 0 ? 0 : 1]
        const { vials } = await newStore(central)
        await transact(central, async ({ db }): Promise<Result<null, never>> => {
          await bindPlace(db, place, vials[0]?.containerId ?? 0)
          return ok(null)
        })
      }),
    )
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  })

  test('an intent that comes twice at once has one effect and one answer', async () => {
    for (let round = 0; round < rounds; round++) {
      const [bench] = benches
      if (!bench) throw new Error('no bench')
      const store = await newStore(database.centrals[0])
      const signed = bench.sign({ kind: 'procedure.cancel', procedureId: store.id, reason: 'Twice' })
      const answers = await allAtOnce((central) => decide(central, bench, signed))
      const firsts = answers.filter((answer) => answer.result !== 'duplicate')
      expect(firsts).toHaveLength(1)
      expect(new Set(answers.map((answer) => answer.first ?? answer.result)).size).toBe(1)
      expect(new Set(answers.map((answer) => JSON.stringify(answer.problem))).size).toBe(1)
    }
  })

  test('an enrolment code makes one bench', async () => {
    for (let round = 0; round < rounds; round++) {
      const code = await issueEnrolmentCode(database.centrals[0], 1)
      const { db } = database.centrals[0].store
      const before = await db.selectFrom('benches').select('id').execute()
      const enrolled = await allAtOnce((central) =>
        enrolBench(central, { code, benchName: 'B', publicKey: newBenchKey().publicKeySpkiBase64 }),
      )
      expect(kinds(enrolled)).toEqual(['ok', ...others('wrongCode')])
      expect(await db.selectFrom('benches').select('id').execute()).toHaveLength(before.length + 1)
    }
  })

  /** A bench, and renewals of it: each call makes a different one. */
  async function renewable() {
    const bench = await newBench(database.centrals[0])
    const renew = (by: Central) => {
      const { publicKeySpkiBase64: publicKey, privateKeyPem } = newBenchKey()
      const tokenHash = secretHash(privateKeyPem)
      const hash = renewalHash({ renews: bench.id, publicKey, tokenHash })
      const signature = signHash(bench.privateKeyPem, hash)
      return renewBench(by, bench.token, { publicKey, tokenHash, signature, proof: signHash(privateKeyPem, hash) })
    }
    return { bench, renew }
  }

  test('an identity is renewed once, whoever has a copy of it', async () => {
    for (let round = 0; round < rounds; round++) {
      const { bench, renew } = await renewable()
      const renewed = await allAtOnce(renew)
      expect(kinds(renewed)).toEqual(['ok', ...others('unknownBench')])
      const { db } = database.centrals[0].store
      const next = await db.selectFrom('benches').select('id').where('renews', '=', bench.id).execute()
      expect(next.map(({ id }) => id)).toEqual(renewed.flatMap((each) => (each.ok ? [each.value.benchId] : [])))
    }
  })

  test('a renewal waits for what is being decided: none of the old identity’s intents is accepted after it', async () => {
    const { renew } = await renewable()
    const [deciding, renewing] = database.centrals
    let decided = () => {}
    const isDecided = new Promise<void>((resolve) => {
      decided = resolve
    })
    let locked = () => {}
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve
    })
    const decision = transact(deciding, async ({ db }): Promise<Result<null, never>> => {
      await lockFeedsOf(db, benches[0]?.facility.organization.id ?? 0)
      locked()
      await isDecided
      return ok(null)
    })
    await isLocked
    const order: string[] = []
    const renewal = renew(renewing).then(() => order.push('renewed'))
    // As long as a renewal that doesn't wait takes, many times over.
    await new Promise((resolve) => setTimeout(resolve, 500))
    order.push('decided')
    decided()
    await Promise.all([decision, renewal])
    expect(order).toEqual(['decided', 'renewed'])
  })

  test('a bench that is revoked while its batch is under way gets nothing more done, and nothing remembered', async () => {
    const [central] = database.centrals
    const bench = await newBench(central)
    const { id } = await newStore(central)
    const body = { kind: 'procedure.cancel', procedureId: id, reason: 'Late' }
    const late = bench.sign({ kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'LATE' })
    must(await revokeBench(central, bench.id))
    for (const signed of [late, bench.sign(body)]) {
      expect(await decide(central, bench, signed)).toMatchObject({
        result: 'rejected',
        problem: { kind: 'otherBench', benchId: bench.id },
      })
    }
    const { db } = central.store
    expect(await db.selectFrom('intents').select('intent_id').where('bench_id', '=', bench.id).execute()).toEqual([])
    expect(await db.selectFrom('canes').select('cane').where('cane', '=', 'LATE').execute()).toEqual([])
  })

  test('a bench whose identity ends between two intents of its batch is told so by its own id, for the rest of it', async () => {
    const [central] = database.centrals
    const ends = [
      async () => {
        const bench = await newBench(central)
        return { bench, end: () => revokeBench(central, bench.id) }
      },
      async () => {
        const { bench, renew } = await renewable()
        return { bench, end: () => renew(central) }
      },
    ]
    for (const [nth, make] of ends.entries()) {
      const { bench, end } = await make()
      const canes = [1, 2, 3].map((n) => `END-${nth}-${n}`)
      const signed = canes.map((cane) => bench.sign({ kind: 'cane.add', storageId: 1, canister: 'C2', cane }))
      let decided = 0
      const interrupted: Central = {
        ...central,
        store: {
          ...central.store,
          async transaction(work) {
            const done = await central.store.transaction(work)
            decided += 1
            if (decided === 1) must<unknown>(await end())
            return done
          },
        },
      }
      const answers = await decideBatch(interrupted, bench, receivedIntents({ intents: signed }) ?? [])
      // What the bench takes as a reason to send them again under its next identity: no conflict for a person.
      const ended = { result: 'rejected', problem: { kind: 'otherBench', benchId: bench.id } }
      expect(answers).toMatchObject([{ result: 'accepted' }, ended, ended])
      const { db } = central.store
      expect(await db.selectFrom('intents').select('intent_id').where('bench_id', '=', bench.id).execute()).toEqual([
        { intent_id: answers[0]?.intentId },
      ])
      const added = await db.selectFrom('canes').select('cane').where('cane', 'in', canes).execute()
      expect(added).toEqual([{ cane: canes[0] }])
    }
  })

  test('a subject’s code is given once, and the others are told so', async () => {
    for (let round = 0; round < rounds; round++) {
      const made = await allAtOnce((central) => registerSubject(central, 1, subjectRequest(`ONE-${round}`)))
      expect(kinds(made)).toEqual([...others('codeTaken'), 'ok'])
    }
  })

  test('a device begins one procedure at a time', async () => {
    const [central] = database.centrals
    const device = await idleDevice(central)
    const ids: number[] = []
    for (let nth = 0; nth < askers; nth++) ids.push(await newQueued(central))
    await handOver(central, device)
    const started = await allAtOnce((each, bench) =>
      reportEvent(each, device, ids[benches.indexOf(bench)] ?? 0, startBy(device)),
    )
    expect(kinds(started)).toEqual([...others('deviceBusy'), 'ok'])
  })
})
