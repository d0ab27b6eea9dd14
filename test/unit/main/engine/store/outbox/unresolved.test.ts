import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { BenchStore } from '../../../../../../src/main/engine/store/contract/store'
import { migrate } from '../../../../../../src/main/engine/store/open'
import type { ResolveConflict } from '../../../../../../src/shared/acts/resolve-conflict'
import type { IntentAnswer } from '../../../../../../src/shared/api/bench'
import { benchId, intentId, procedureId } from '../../../../../../src/shared/model/ids'
import { newBenchKey } from '../../../../../../src/trust'
import { countedIds, opened, staff, stillClock, tempFile } from '../support'

const id = procedureId(1)
const prepare = (store: BenchStore) =>
  store.outbox.enqueue({ body: { kind: 'procedure.prepare', procedureId: id }, actor: staff }).intentId

const answer = (of: string, result: IntentAnswer['result'] = 'conflict'): IntentAnswer => ({
  intentId: of,
  result,
  problem: result === 'accepted' ? null : { kind: 'wrongStatus' },
  version: result === 'accepted' ? 2 : null,
})

/** The signed decision about these, with them ended by it. */
function resolve(store: BenchStore, covers: readonly string[], withdrawn: readonly string[] = []): string {
  const body: ResolveConflict = {
    kind: 'conflict.resolve',
    conflictId: intentId(covers[0] ?? ''),
    conflictKind: 'movedOn',
    about: { kind: 'procedure', procedureId: id },
    covers: covers.map(intentId),
    withdrawn: withdrawn.map(intentId),
    choice: 'keepCentral',
    reason: null,
  }
  return store.transact(() => {
    const { intentId: resolution } = store.outbox.enqueue({ body, actor: staff })
    store.outbox.resolve([...covers, ...withdrawn], resolution)
    return resolution
  })
}

const openIds = (store: BenchStore) => store.outbox.unresolved().map(({ envelope }) => envelope.intentId)

describe('what is refused', () => {
  test('is open, with what is parked behind it, until a resolution covers it; it knows since when', () => {
    const clock = stillClock()
    const store = opened(tempFile(), clock)
    const [first, second] = [prepare(store), prepare(store)]
    clock.advance(5000)
    store.outbox.settle([answer(first)])
    expect(store.outbox.unresolved().map(({ refusedMs }) => refusedMs)).toEqual([clock.wallMs(), clock.wallMs()])
    expect(openIds(store)).toEqual([first, second])
    resolve(store, [first], [second])
    expect(openIds(store)).toEqual([])
    expect(store.outbox.refused()).toEqual([])
    expect(store.outbox.resolutions(10)).toMatchObject([
      { entry: { state: 'queued' }, act: { envelope: { intentId: first } }, body: { choice: 'keepCentral' } },
    ])
  })

  test('is resolved once', () => {
    const store = opened()
    const first = prepare(store)
    store.outbox.settle([answer(first)])
    resolve(store, [first])
    expect(() => resolve(store, [first])).toThrow('not open')
    const waiting = prepare(store)
    expect(() => resolve(store, [waiting])).toThrow('not open')
    expect(store.outbox.summary().waiting).toBe(2)
  })

  test('is open again when its resolution is refused, or parked behind a refusal, or refused as a whole batch', () => {
    const refusals: readonly ((store: BenchStore, resolution: string, repair: string) => void)[] = [
      (store, resolution) => store.outbox.settle([answer(resolution)]),
      (store, _, repair) => store.outbox.settle([answer(repair)]),
      (store, resolution) => store.outbox.park([resolution], { kind: 'notAccepted', status: 422, code: 'X' }),
      (store) => store.outbox.parkAll({ kind: 'otherFacility', facilityName: 'North' }),
    ]
    for (const refuse of refusals) {
      const store = opened()
      const first = prepare(store)
      store.outbox.settle([answer(first)])
      const repair = prepare(store)
      const resolution = resolve(store, [first])
      refuse(store, resolution, repair)
      expect(openIds(store)).toContain(first)
      expect(openIds(store)).toContain(resolution)
      resolve(store, openIds(store))
      expect(openIds(store)).toEqual([])
      expect(store.outbox.resolutions(10)).toHaveLength(1)
    }
  })

  test('stays resolved when the resolution is accepted, or signed anew by another identity; refused then, it is open again', () => {
    const store = opened()
    const [first, second] = [prepare(store), prepare(store)]
    store.outbox.settle([answer(first)])
    const accepted = resolve(store, [first, second])
    store.outbox.settle([answer(accepted, 'accepted')])
    expect(openIds(store)).toEqual([])
    const third = prepare(store)
    store.outbox.settle([answer(third)])
    resolve(store, [third])
    store.setSigner({
      benchId: benchId('01890000-0000-7000-8000-0000000000ff'),
      privateKeyPem: newBenchKey().privateKeyPem,
    })
    store.outbox.reissue()
    expect(openIds(store)).toEqual([])
    const [renewed] = store.outbox.resolutions(10)
    expect(renewed).toMatchObject({ entry: { state: 'queued' }, body: { conflictId: third } })
    store.outbox.settle([answer(renewed?.entry.envelope.intentId ?? '')])
    expect(openIds(store)).toContain(third)
  })

  test('tells when it has changed', () => {
    const store = opened()
    const first = prepare(store)
    const told: boolean[] = []
    store.onCommit((touched) => told.push(touched.has('conflicts')))
    store.outbox.nextBatch(10, 0)
    store.outbox.settle([answer(first)])
    const resolution = resolve(store, [first])
    store.outbox.settle([answer(resolution, 'accepted')])
    expect(told).toEqual([false, true, true, true])
  })
})

test('a database of the version before knows of its refusals since they were done', () => {
  const file = tempFile()
  const raw = new BetterSqlite3(file)
  migrate(raw, 3)
  raw
    .prepare(`INSERT INTO outbox (intent_id, bench_id, bench_seq, actor, kind, version, body, base_versions, occurred_at,
      utc_offset_minutes, prev_hash, hash, signature, aggregate, procedure_id, state, last_problem)
      VALUES ('i1', 'b1', 1, ?, 'procedure.prepare', 1, ?, '{}', '2030-01-02T03:04:05.000Z', 0, '', '', '', 'procedure:1', 1,
      'conflict', '{"kind":"wrongStatus"}')`)
    .run(JSON.stringify(staff), JSON.stringify({ kind: 'procedure.prepare', procedureId: 1 }))
  raw.close()
  const store = opened(file, stillClock(), countedIds())
  expect(store.outbox.unresolved()).toMatchObject([
    { refusedMs: Date.parse('2030-01-02T03:04:05.000Z'), problem: { kind: 'wrongStatus' } },
  ])
})
