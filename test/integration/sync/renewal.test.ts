// A bench whose identity can't be its own alone any more: restored from an older image, copied, or restored from damage.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { Identity } from '../../../src/main/engine/store/contract/profile'
import { requireRenewal } from '../../../src/main/engine/store/identity-in-doubt'
import { intentsReply } from '../../../src/shared/api/bench'
import { procedureId } from '../../../src/shared/model/ids'
import { newBenchKey, renewalHash, signHash } from '../../../src/trust'
import { enrolBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { staff } from '../../unit/main/engine/store/support'
import { heldSecrets, json, scriptedCentral, startBench, type TestBench, until } from './support'

let central: TestCentral
beforeAll(async () => {
  central = await startCentral()
})
afterAll(() => central.stop())

const online = ({ sync }: TestBench) => sync.link().kind === 'online'

async function enrolled(fetching?: typeof fetch): Promise<TestBench> {
  const bench = await startBench(fetching ? { fetch: (url, init) => fetching(url, init) } : {})
  const { ok } = await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Bench 1')
  expect(ok).toBe(true)
  await until('the bench is online', () => online(bench))
  return bench
}

let canes = 0
/** Work that central accepts from anybody, once. */
function work({ store }: Pick<TestBench, 'store'>): string {
  // A canister takes so many canes and no more.
  const tanks = store.mirror.tanks('2000-01-01')
  const tank = tanks[canes % tanks.length]?.tank
  const identity = store.profile.identity()
  const person = store.mirror.people()[0]
  if (tank === undefined || identity === null || person === undefined) throw new Error('nothing to work with')
  const cane = `W${++canes}`
  store.transact(() =>
    store.outbox.enqueue({
      body: {
        kind: 'cane.add',
        storageId: tank.id,
        canister: tank.canisters[Math.floor(canes / tanks.length) % tank.canisters.length]?.name ?? '',
        cane,
      },
      actor: { kind: 'person', personId: person.id, name: person.name, benchId: identity.benchId },
    }),
  )
  return cane
}

const sent = ({ store }: TestBench) => store.outbox.summary().waiting === 0

/** The bench as a disk image taken now would bring it back. */
function imageOf(bench: TestBench) {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-image-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const ending of ['', '-wal', '-shm']) {
    cpSync(join(bench.folder, `bench.db${ending}`), join(folder, `bench.db${ending}`), { force: true })
  }
  const secrets = heldSecrets()
  for (const [name, value] of bench.secrets.kept) secrets.kept.set(name, value)
  return { folder, secrets }
}

function canesAt({ store: { mirror } }: TestBench): ReadonlySet<string> {
  return new Set(mirror.tanks('2000-01-01').flatMap(({ tank }) => mirror.canes(tank.id).map(({ cane }) => cane)))
}

function supersededIn({ folder }: TestBench): unknown {
  const connection = new BetterSqlite3(join(folder, 'bench.db'), { readonly: true })
  const count = connection.prepare('SELECT count(*) FROM outbox WHERE superseded_by IS NOT NULL').pluck().get()
  connection.close()
  return count
}

function putInDoubt({ store: { profile } }: TestBench): Identity {
  const identity = profile.identity()
  if (identity === null) throw new Error('not enrolled')
  requireRenewal(profile, identity, 'tailUnproven', 1)
  return identity
}

it('a bench restored from an older image goes on as another bench, and nothing is overwritten', async () => {
  const bench = await enrolled()
  const first = [work(bench), work(bench)]
  await until('the first work is sent', () => sent(bench))
  const image = imageOf(bench)
  const later = [work(bench), work(bench)]
  await until('the later work is sent', () => sent(bench))
  const former = bench.store.profile.identity()?.benchId
  await bench.end()

  const again = await startBench(image)
  await until('the image is online', () => online(again))
  const fresh = [work(again), work(again), work(again)]
  await until('it has another identity', () => again.store.profile.identity()?.benchId !== former)
  await until('its work is sent', () => sent(again) && online(again))
  expect(again.store.outbox.refused()).toEqual([])
  expect(again.store.profile.notices()).toMatchObject([{ kind: 'newIdentity', why: 'sequenceUsed' }])
  await until('central has all of it', () => {
    const there = canesAt(again)
    return [...first, ...later, ...fresh].every((cane) => there.has(cane))
  })
})

it('what central had accepted from the image’s own queue is not asked for twice', async () => {
  const bench = await enrolled()
  work(bench)
  await until('sent', () => sent(bench))
  await bench.sync.workOffline(true)
  const queued = [work(bench), work(bench)]
  const image = imageOf(bench)
  await bench.sync.workOffline(false)
  await until('the queue is sent', () => sent(bench) && online(bench))
  await bench.end()

  const again = await startBench(image)
  const identity = putInDoubt(again)
  await again.sync.workOffline(false)
  const fresh = work(again)
  await until('another identity', () => again.store.profile.identity()?.benchId !== identity.benchId)
  await until('sent', () => sent(again) && online(again))
  expect(again.store.outbox.refused()).toEqual([])
  // Of the three only what the stand-in had signed is signed anew.
  expect(supersededIn(again)).toBe(1)
  await until('central has all of it', () => {
    const there = canesAt(again)
    return [...queued, fresh].every((cane) => there.has(cane))
  })
})

it('what a person withdrew elsewhere meanwhile is not signed anew, and is somebody’s to know', async () => {
  const bench = await enrolled()
  await bench.sync.workOffline(true)
  const [withdrawn, kept] = [work(bench), work(bench)]
  const intentId = bench.store.outbox.unsentIds()[0] ?? ''
  const elsewhere = await enrolBench(central)
  const answer = await elsewhere.send({
    kind: 'conflict.resolve',
    conflictId: intentId,
    conflictKind: 'other',
    about: { kind: 'cane', storageId: 1, canister: 'C1', cane: withdrawn },
    covers: [],
    withdrawn: [intentId],
    choice: 'keepCentral',
    reason: null,
  })
  expect(answer).toMatchObject({ result: 'accepted' })
  const identity = putInDoubt(bench)
  await bench.sync.workOffline(false)
  await until('another identity', () => bench.store.profile.identity()?.benchId !== identity.benchId)
  await until('its other work is sent', () => sent(bench) && canesAt(bench).has(kept))
  expect(bench.store.outbox.refused()).toMatchObject([
    { envelope: { intentId }, problem: { kind: 'alreadyResolved', choice: 'keepCentral' } },
  ])
  expect(canesAt(bench).has(withdrawn)).toBe(false)
})

it('of two machines with one image the first goes on as another bench, the second keeps its work and asks for a code', async () => {
  const one = await enrolled()
  const other = await startBench(imageOf(one))
  await until('both are online', () => online(one) && online(other))
  work(one)
  await until('the first is heard', () => sent(one))
  work(other)
  await until('the other is renewed', () => other.store.profile.notices().length === 1 && sent(other) && online(other))
  const kept = work(one)
  await until('the first is revoked', () => one.sync.link().kind === 'revoked')
  expect(one.store.outbox.summary()).toMatchObject({ waiting: 1, refused: 0 })

  const enrolment = await one.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Bench 1')
  expect(enrolment.ok).toBe(true)
  await until('its work is sent after all', () => sent(one) && online(one))
  await until('and is there', () => canesAt(other).has(kept))
})

it.each([
  ['the answer to the renewal', '/renew'],
  ['the answer about its former intents', '/former-intents'],
])('loses nothing when %s is lost', async (_name, path) => {
  let lost = 0
  const bench = await enrolled(async (url, init) => {
    const answer = await fetch(url, init)
    if (!String(url).endsWith(path) || lost > 1) return answer
    lost += 1
    await answer.arrayBuffer()
    throw new TypeError('the connection was reset')
  })
  const identity = bench.store.profile.identity()
  work(bench)
  await until('sent', () => sent(bench))
  await bench.sync.workOffline(true)
  work(bench)
  putInDoubt(bench)
  await bench.sync.workOffline(false)
  await until('another identity', () => bench.store.profile.identity()?.benchId !== identity?.benchId)
  await until('sent', () => sent(bench) && online(bench))
  expect(lost).toBeGreaterThan(0)
  expect(bench.store.outbox.refused()).toEqual([])
})

it('a renewal that died between its two places is ended by the next start', async () => {
  const bench = await enrolled()
  const identity = bench.store.profile.identity()
  await bench.sync.workOffline(true)
  const cane = work(bench)
  putInDoubt(bench)
  // The safe storage takes the key of the new identity, and then nothing more.
  const { set } = bench.secrets
  let isDying = false
  let refusals = 0
  Object.assign(bench.secrets, {
    set: async (name: 'benchToken', value: string) => {
      if (isDying) {
        refusals += 1
        throw new Error('power cut')
      }
      await set(name, value)
      isDying = (name as string) === 'benchPrivateKey'
    },
  })
  await bench.sync.workOffline(false)
  await until('it stands still', () => refusals > 0)
  await bench.end()
  Object.assign(bench.secrets, { set })

  const again = await startBench({ folder: bench.folder, secrets: bench.secrets })
  await until('it is online as another', () => online(again) && sent(again))
  expect(again.store.profile.identity()?.benchId).not.toBe(identity?.benchId)
  await until('with its work', () => canesAt(again).has(cane))
})

it('a safe storage that refuses for a while puts a renewal off, and ends nothing', async () => {
  const bench = await enrolled()
  const identity = bench.store.profile.identity()
  await bench.sync.workOffline(true)
  const cane = work(bench)
  putInDoubt(bench)
  const { set } = bench.secrets
  const refused: string[] = []
  Object.assign(bench.secrets, {
    set: async (name: 'benchToken', value: string) => {
      if (refused.includes(name)) return set(name, value)
      refused.push(name)
      throw new Error('locked')
    },
  })
  await bench.sync.workOffline(false)
  await until('another identity', () => bench.store.profile.identity()?.benchId !== identity?.benchId)
  await until('its work is sent', () => sent(bench) && online(bench))
  expect(refused).toEqual(['benchNextIdentity', 'benchPrivateKey', 'benchToken'])
  await until('with its work', () => canesAt(bench).has(cane))
})

it('a disk that refuses to keep the doubt about an identity puts the renewal off, and ends nothing', async () => {
  const bench = await enrolled()
  work(bench)
  await until('the first work is sent', () => sent(bench))
  const image = imageOf(bench)
  work(bench)
  await until('the later work is sent', () => sent(bench))
  const former = bench.store.profile.identity()?.benchId
  await bench.end()

  const again = await startBench(image)
  await until('the image is online', () => online(again))
  const { saveRenewal } = again.store.profile
  let refusals = 0
  Object.assign(again.store.profile, {
    saveRenewal(renewal: Parameters<typeof saveRenewal>[0]) {
      if (refusals++ < 2) throw new Error('disk full')
      saveRenewal(renewal)
    },
  })
  const fresh = work(again)
  await until('it has another identity', () => again.store.profile.identity()?.benchId !== former)
  await until('its work is sent', () => sent(again) && online(again))
  await until('with its work', () => canesAt(again).has(fresh))
})

it('nothing is signed as the former bench while its identity is in doubt', async () => {
  const scripted = await scriptedCentral({ '/renew': (_, response) => json(response, 500, {}) })
  const bench = await startBench()
  await bench.sync.enrol(scripted.url, 'CODE-1234', 'Bench 1')
  await until('online', () => online(bench))
  const identity = bench.store.profile.identity()
  await bench.sync.workOffline(true)
  putInDoubt(bench)
  const { folder, secrets } = bench
  await bench.end()
  const again = await startBench({ folder, secrets })
  const envelope = again.store.transact(() =>
    again.store.outbox.enqueue({
      body: { kind: 'procedure.accept', procedureId: procedureId(1) },
      actor: staff,
    }),
  )
  expect(envelope).toMatchObject({ benchId: `${identity?.benchId}/stand-in`, benchSeq: 1 })
  await again.sync.workOffline(false)
  await until('it asks', () => scripted.times('/renew') > 0)
  expect(scripted.times('/intents')).toBe(0)
})

it('central gives no new identity for the token alone', async () => {
  const bench = await enrolBench(central)
  const key = newBenchKey()
  const statement = { renews: bench.benchId, publicKey: key.publicKeySpkiBase64, tokenHash: 'ab'.repeat(32) }
  const hash = renewalHash(statement)
  const { renews: _, ...body } = statement
  const proof = signHash(key.privateKeyPem, hash)
  const reply = await bench.call('POST', '/renew', { ...body, proof, signature: proof })
  expect(reply.status).toBe(400)
  expect((await bench.get('/changes?after=x:0')).status).not.toBe(401)
  const answer = (await bench.post([bench.sign({ kind: 'procedure.prepare', procedureId: 999_999 })])).as(intentsReply)
  expect(answer.answers[0]?.result).toBe('rejected')
})
