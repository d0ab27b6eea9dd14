import { describe, expect, test } from 'vitest'
import { dueAmong, nextAttemptAmong, type WaitingRow } from '../../../../../../src/main/engine/store/outbox/due'

const row = (position: number, over: Partial<WaitingRow> = {}): WaitingRow => ({
  position,
  aggregate: `procedure:${position}`,
  state: 'queued',
  next_attempt_ms: null,
  ...over,
})

/** Holds aggregates back by name; what the entries at `needy` need is among it. */
function held(needy: readonly number[] = []) {
  const aggregates = new Set<string>()
  return {
    has: (aggregate: string) => aggregates.has(aggregate),
    add: (aggregate: string) => void aggregates.add(aggregate),
    isNeededAt: (position: number) => aggregates.size > 0 && needy.includes(position),
  }
}
const due = (rows: readonly WaitingRow[], { nowMs = 1000, limit = 10, needy = [] as readonly number[] } = {}) =>
  dueAmong(rows, held(needy), { nowMs, limit })

describe('due', () => {
  test('is what waits for nothing, in order, as many as are asked for', () => {
    expect(due([row(1), row(2), row(3)])).toEqual([1, 2, 3])
    expect(due([row(1), row(2), row(3)], { limit: 2 })).toEqual([1, 2])
    expect(due([])).toEqual([])
  })

  test('is nothing behind an entry of its aggregate that is being sent, or has to wait', () => {
    const aggregate = 'procedure:1'
    expect(due([row(1, { state: 'sending' }), row(2, { aggregate }), row(3)])).toEqual([3])
    expect(due([row(1, { next_attempt_ms: 1001 }), row(2, { aggregate }), row(3)])).toEqual([3])
    expect(due([row(1, { next_attempt_ms: 1000 }), row(2, { aggregate })])).toEqual([1, 2])
  })

  test('is nothing that needs what such an entry makes, nor what comes behind it', () => {
    const rows = [row(1, { state: 'sending' }), row(2), row(3, { aggregate: 'procedure:2' }), row(4)]
    expect(due(rows, { needy: [2] })).toEqual([4])
  })

  test('does not trust a time that no back-off can have set', () => {
    const quarterHour = 15 * 60_000
    expect(due([row(1, { next_attempt_ms: 1000 + quarterHour })])).toEqual([])
    expect(due([row(1, { next_attempt_ms: 1001 + quarterHour })])).toEqual([1])
  })
})

test('the next attempt is the earliest of those still ahead; null if nothing waits for a time', () => {
  const rows = [row(1), row(2, { next_attempt_ms: 5000 }), row(3, { next_attempt_ms: 3000 })]
  expect(nextAttemptAmong(rows, 1000)).toBe(3000)
  expect(nextAttemptAmong(rows, 3000)).toBe(5000)
  expect(nextAttemptAmong([row(1), row(2, { next_attempt_ms: 900 })], 1000)).toBeNull()
})
