import { describe, expect, test } from 'vitest'
import { type SyncFacts, syncSnapshot } from '../../../../../src/main/engine/central/sync-snapshot'
import { assign, entry } from '../../../../support/builders/outbox'
import { noonMs, store1234, vial } from '../../../../support/builders/store-1234'

const online = { kind: 'online', lastContactMs: noonMs } as const
const facts = (change: Partial<SyncFacts>): SyncFacts => ({
  link: online,
  isLive: true,
  lastContactMs: noonMs,
  clockOffsetMs: 12,
  budget: { used: 4, perMinute: 60 },
  feed: { position: 17, head: 18 },
  confirmed: 5,
  waitingCount: change.waiting?.length ?? 0,
  conflicts: 0,
  waiting: [],
  procedure: () => store1234({ vials: [vial(1)] }),
  nowMs: noonMs,
  ...change,
})
const later = { nextAttemptMs: noonMs + 5000, attempts: 3, problem: { kind: 'failed' } }
const reasons = (change: Partial<SyncFacts>) => syncSnapshot(facts(change)).waiting.map(({ waitingFor }) => waitingFor)

describe('the sync centre', () => {
  test('names an act by its vial, subject, tag and person', () => {
    const waiting = [entry(assign(1, 7, 4))]
    expect(syncSnapshot(facts({ waiting })).waiting[0]).toMatchObject({
      kind: 'tag.assign',
      procedureId: 1234,
      subjectCode: 'SUBJ-0001',
      vialName: 'VL-001',
      place: { position: 4 },
      actorName: 'M. Weber',
      atMs: noonMs,
      attempts: 0,
    })
  })

  test('says why each act waits: in flight, backed off, behind an earlier one, or next', () => {
    const sending = entry(assign(1, 7), 'sending')
    const behind = entry(assign(2, 8))
    const backedOff = { ...entry(assign(1, 9)), aggregate: 'procedure:2', ...later }
    const behindThat = { ...entry(assign(2, 10)), aggregate: 'procedure:2', ...later }
    const next = { ...entry(assign(1, 11)), aggregate: 'procedure:3' }
    const sameBatch = { ...entry(assign(2, 12)), aggregate: 'procedure:3' }
    expect(reasons({ waiting: [sending, behind, backedOff, behindThat, next, sameBatch] })).toEqual([
      { kind: 'sending' },
      { kind: 'earlier', intentId: sending.envelope.intentId },
      { kind: 'nextAttempt', atMs: later.nextAttemptMs, problem: { kind: 'failed' } },
      { kind: 'earlier', intentId: backedOff.envelope.intentId },
      { kind: 'itsTurn' },
      { kind: 'itsTurn' },
    ])
  })

  test.each([
    { kind: 'offline', sinceMs: 1, nextAttemptMs: noonMs + 70 },
    { kind: 'offlineOnPurpose', sinceMs: 1 },
    { kind: 'revoked' },
    { kind: 'keysLost' },
    { kind: 'keyStoreLocked', sinceMs: 1 },
    { kind: 'firstSync', received: 1, total: 2 },
  ] as const)('waits for central while the link is $kind, and nothing arrives', (link) => {
    const snapshot = syncSnapshot(facts({ link, waiting: [entry(assign(1, 7)), { ...entry(assign(2, 8)), ...later }] }))
    expect(snapshot.waiting.map(({ waitingFor }) => waitingFor.kind)).toEqual(['central', 'central'])
    expect(snapshot.arrives).toBe('notAtAll')
  })

  test('tells the next attempt: of the link while it is offline, else the earliest of the acts', () => {
    const link = { kind: 'offline', sinceMs: 1, nextAttemptMs: noonMs + 70 } as const
    expect(syncSnapshot(facts({ link })).nextAttemptMs).toBe(noonMs + 70)
    expect(syncSnapshot(facts({ waiting: [{ ...entry(assign(1, 9)), ...later }] })).nextAttemptMs).toBe(noonMs + 5000)
    expect(syncSnapshot(facts({})).nextAttemptMs).toBeNull()
  })

  test.each([
    [true, 'live'],
    [false, 'polled'],
  ] as const)('with a live stream %s changes are %s', (isLive, arrives) => {
    expect(syncSnapshot(facts({ isLive })).arrives).toBe(arrives)
  })

  test('judges the clock', () => {
    expect(syncSnapshot(facts({ clockOffsetMs: 400_000 })).clock).toEqual({ offsetMs: 400_000, verdict: 'wrong' })
  })
})
