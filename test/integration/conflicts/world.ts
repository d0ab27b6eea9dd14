// One bench's store and conflict desk, a second bench and a real central, moved step by step and without a network.
import BetterSqlite3 from 'better-sqlite3'
import { decideBatch } from '../../../src/central/acts/batch'
import { receivedIntents } from '../../../src/central/acts/received'
import { type Bench, benchByToken, enrolBench, issueEnrolmentCode } from '../../../src/central/domain/benches/enrolment'
import { changesAfter } from '../../../src/central/domain/feed/changes'
import { snapshotLines } from '../../../src/central/domain/feed/snapshot'
import { requestProcedure } from '../../../src/central/domain/procedures/requests'
import { loadProcedure } from '../../../src/central/store/procedures'
import { checkedChange } from '../../../src/main/engine/central/feed/changes'
import { conflictDesk } from '../../../src/main/engine/features/conflicts/conflict-desk'
import { chosenPeople } from '../../../src/main/engine/people/people'
import { benchProcedures } from '../../../src/main/engine/procedures/procedures'
import { benchPlaces } from '../../../src/main/engine/storage/places'
import { openStore } from '../../../src/main/engine/store/open'
import { systemClock, systemIds, systemTimers } from '../../../src/platform/system-ports'
import type { ProcedureAct } from '../../../src/shared/acts'
import type { IntentAnswer } from '../../../src/shared/api/bench'
import type { Change } from '../../../src/shared/api/entities'
import type { IntentEnvelope } from '../../../src/shared/api/intents'
import type { ConflictChoice } from '../../../src/shared/model/conflict-kind'
import { benchId, facilityId, type ProcedureId, personId } from '../../../src/shared/model/ids'
import type { CaneRef } from '../../../src/shared/model/place'
import type { Actor, Procedure } from '../../../src/shared/model/procedure'
import { ok } from '../../../src/shared/result'
import { genesisHash, intentHash, newBenchKey, signHash } from '../../../src/trust'
import { staff, supervisor } from '../../support/bench-client'
import type { TestCentral } from '../../support/central'
import { must } from '../../support/must'

const actorOf = (
  bench: string,
  who: { readonly id: string; readonly name: string },
): Extract<Actor, { kind: 'person' }> => ({
  kind: 'person',
  personId: personId(who.id),
  name: who.name,
  benchId: benchId(bench),
})

/** A bench as central knows it, with the key that it signs with. */
async function enrolled({ sample }: TestCentral, name: string) {
  const key = newBenchKey()
  const code = await issueEnrolmentCode(sample.central, 1)
  const request = { code, benchName: name, publicKey: key.publicKeySpkiBase64 }
  const { token } = must(await enrolBench(sample.central, request))
  const bench = await benchByToken(sample.central.store.db, token)
  if (bench === undefined) throw new Error('not enrolled')
  return { bench, key }
}

const decide = async ({ sample }: TestCentral, bench: Bench, envelopes: readonly object[]) => {
  const received = receivedIntents({ intents: JSON.parse(JSON.stringify(envelopes)) })
  return received === undefined ? [] : decideBatch(sample.central, bench, received)
}

/** A second bench: what it does is at central at once. */
export async function secondBench(central: TestCentral) {
  const { bench, key } = await enrolled(central, 'Second')
  let benchSeq = 0
  let prevHash = genesisHash
  return async (body: object, who = staff): Promise<IntentAnswer | undefined> => {
    const unsigned = {
      intentId: systemIds.next(),
      benchId: bench.id,
      benchSeq: ++benchSeq,
      actor: actorOf(bench.id, who),
      version: 1,
      body,
      baseVersions: {},
      occurredAt: '2024-01-15T10:20:00.000Z',
      utcOffsetMinutes: 0,
      prevHash,
    }
    const hash = intentHash(prevHash, unsigned)
    prevHash = hash
    const [answer] = await decide(central, bench, [{ ...unsigned, hash, signature: signHash(key.privateKeyPem, hash) }])
    return answer
  }
}

let subjects = 0

/** A PENDING STORE with so many vials. */
export async function newStore({ sample }: TestCentral, vials: number): Promise<Procedure> {
  const code = (
    await sample.central.store.db.selectFrom('subjects').select('code').where('facility_id', '=', 1).execute()
  )[0]?.code
  const request = {
    type: 'STORE',
    facilityId: 1,
    subjectCode: code ?? '',
    sampleContainers: Array.from({ length: vials }, (_, n) => ({ name: `V${++subjects}-${n}`, description: '' })),
  } as const
  const by = { kind: 'client', clientId: 'test', name: 'Test' } as const
  return must(await requestProcedure(sample.central, { organization: 1, by }, request))
}

export async function benchAt(central: TestCentral, file: string) {
  const { bench, key } = await enrolled(central, 'First')
  const store = must(openStore({ file, clock: systemClock, ids: systemIds }))
  store.setSigner({ benchId: benchId(bench.id), privateKeyPem: key.privateKeyPem })
  store.profile.saveIdentity({
    benchId: benchId(bench.id),
    centralUrl: 'http://central',
    organizationName: 'O',
    facilityId: facilityId(1),
    facilityName: 'F',
  })
  const clockOffsetMs = () => 0
  const me = () => benchId(bench.id)
  const procedures = benchProcedures({ store, clock: systemClock, timers: systemTimers, bench: me, clockOffsetMs })
  const places = benchPlaces(store, procedures.unsent, systemClock)
  const people = chosenPeople(store)
  const whoActs = () => ok(actorOf(bench.id, people.current()?.role === 'supervisor' ? supervisor : staff))
  const conflicts = conflictDesk({
    store,
    procedures,
    places,
    people,
    clock: systemClock,
    bench: me,
    whoActs,
    clockOffsetMs,
    wrongClockMs: () => null,
    changed: () => undefined,
  })
  const raw = new BetterSqlite3(file, { readonly: true })

  const supported = (value: object): Change[] => {
    const checked = checkedChange(value)
    return checked.ok && checked.value.kind === 'supported' ? [checked.value.change] : []
  }
  const first = async () => {
    const writer = store.mirror.beginSnapshot()
    let at = { epoch: '', n: 0 }
    for await (const lines of must(await snapshotLines(central.sample.central, 1, null, () => true))) {
      const plain: readonly { kind: string; epoch?: string; position?: number }[] = JSON.parse(JSON.stringify(lines))
      for (const line of plain) {
        if (line.kind === 'head') at = { epoch: line.epoch ?? '', n: line.position ?? 0 }
        if (line.kind === 'row') writer.add(supported(line))
      }
    }
    writer.finish(at)
  }
  await first()

  return {
    store,
    procedures,
    places,
    conflicts,
    stand: (who: typeof staff) => void people.switchTo(personId(who.id)),
    ask: (body: ProcedureAct, who = staff) =>
      procedures.write(body.procedureId, () => procedures.ask(body, actorOf(bench.id, who))),
    addCane: (cane: CaneRef) => places.add(cane, actorOf(bench.id, staff)),
    /** Sends one batch. `isLost`: central has decided, and the answer never comes. */
    async send(isLost = false): Promise<boolean> {
      const entries = store.outbox.nextBatch(100, Date.now())
      if (entries.length === 0) return false
      const answers = await decide(
        central,
        bench,
        entries.map(({ envelope }): IntentEnvelope => envelope),
      )
      if (!isLost) store.outbox.settle(answers)
      else {
        const ids = entries.map(({ envelope }) => envelope.intentId)
        store.outbox.requeue(ids, null, 'unreachable', false)
      }
      return true
    },
    async fetch(): Promise<void> {
      const cursor = store.mirror.cursor()
      if (cursor === null) throw new Error('no cursor')
      const answer = must(await changesAfter(central.sample.central, 1, cursor, 1000))
      const { rows }: { rows: { n: number }[] } = JSON.parse(JSON.stringify(answer))
      const last = rows.at(-1)
      if (last !== undefined) store.mirror.apply(rows.flatMap(supported), { epoch: cursor.epoch, n: last.n })
    },
    central: (id: ProcedureId) => loadProcedure(central.sample.central.store.db, 1, id),
    open: () => conflicts.snapshot().open,
    /** Decides one of the open conflicts; `last`: by the choice that is offered last, which changes most. */
    resolve: (n: number, choice: ConflictChoice | 'last') => {
      const { open } = conflicts.snapshot()
      const chosen = open[n % Math.max(1, open.length)]
      if (chosen === undefined) return undefined
      const wanted = choice === 'last' ? (chosen.choices.at(-1)?.choice ?? 'keepCentral') : choice
      return conflicts.resolve({ conflictId: chosen.id, choice: wanted, reason: 'decided' })
    },
    /** Entries that are neither done, nor waiting, nor somebody's to decide, nor decided. */
    uncovered(): readonly string[] {
      const rows = raw
        .prepare(
          `SELECT o.intent_id AS id, o.superseded_by AS by, r.state AS state, r.superseded_by AS later FROM outbox o
           LEFT JOIN outbox r ON r.intent_id = o.superseded_by WHERE o.state IN ('conflict', 'rejected', 'parked')`,
        )
        .all() as { id: string; by: string | null; state: string | null; later: string | null }[]
      const shown = conflicts
        .snapshot()
        .open.flatMap(({ id, bench: { behind } }) => [String(id), ...behind.map(({ intentId }) => String(intentId))])
      const twice = shown.filter((id, index) => shown.indexOf(id) !== index)
      const isRefused = (state: string | null) => state === 'conflict' || state === 'rejected' || state === 'parked'
      const lost = rows.filter(({ id, by, state, later }) =>
        by === null ? !shown.includes(id) : shown.includes(id) || (isRefused(state) && later === null),
      )
      return [...twice, ...lost.map(({ id }) => id)]
    },
    close() {
      conflicts.stop()
      procedures.stop()
      raw.close()
      store.close()
    },
  }
}
export type FirstBench = Awaited<ReturnType<typeof benchAt>>
