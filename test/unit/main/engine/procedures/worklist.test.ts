import { describe, expect, it } from 'vitest'
import { dayAround, laneOf, worklistOf } from '../../../../../src/main/engine/procedures/worklist'
import { procedureId } from '../../../../../src/shared/model/ids'
import type { Procedure } from '../../../../../src/shared/model/procedure'
import { procedureStatuses, procedureTypes } from '../../../../../src/shared/model/procedure'
import type { WorklistEntry } from '../../../../../src/shared/views/worklist'
import { store1234 } from '../../../../support/builders/store-1234'

const shown = (change: Partial<Procedure>): WorklistEntry => ({
  procedure: store1234(change),
  unsent: 0,
  problem: null,
  saving: [],
  claimedElsewhere: null,
  toVerify: [],
  stalled: null,
  resumable: false,
})

const lanes: Readonly<Record<string, string>> = {
  'STORE PENDING': 'toTag',
  'RETRIEVAL PENDING': 'toReview',
  'REFILL PENDING': 'other',
}
const laneByStatus: Readonly<Record<string, string>> = {
  CREATED: 'queued',
  IN_PROGRESS: 'running',
  COMPLETED: 'doneToday',
  CANCELLED: 'notDoneToday',
  FAILED: 'notDoneToday',
}

describe('lanes of the worklist', () => {
  const all = procedureTypes.flatMap((type) => procedureStatuses.map((status) => ({ type, status })))
  it.each(all)('puts a $type that is $status where it belongs', ({ type, status }) => {
    expect(laneOf(store1234({ type, status }))).toBe(lanes[`${type} ${status}`] ?? laneByStatus[status])
  })

  it('keeps types and states that nobody here knows apart', () => {
    expect(laneOf(store1234({ type: 'UNKNOWN', typeName: 'THAW' }))).toBe('other')
    expect(laneOf(store1234({ status: 'UNKNOWN', statusName: 'ON_HOLD' }))).toBe('other')
  })

  it('sorts the oldest first, and what is done the newest first', () => {
    const entries = [
      shown({ id: procedureId(2), createdAt: '2026-03-03T09:00:00.000Z' }),
      shown({ id: procedureId(1), createdAt: '2026-03-03T08:00:00.000Z' }),
      shown({ id: procedureId(3), status: 'COMPLETED', completedAt: '2026-03-03T10:00:00.000Z' }),
      shown({ id: procedureId(4), status: 'COMPLETED', completedAt: '2026-03-03T11:00:00.000Z' }),
      shown({ id: procedureId(5), status: 'FAILED', completedAt: '2026-03-03T11:00:00.000Z' }),
      shown({ id: procedureId(6), status: 'CANCELLED', completedAt: '2026-03-03T12:00:00.000Z' }),
    ]
    const worklist = worklistOf(entries, '2026-03-03T00:00:00.000Z', false)
    expect(worklist.toTag.map((entry) => entry.procedure.id)).toEqual([1, 2])
    expect(worklist.doneToday.map((entry) => entry.procedure.id)).toEqual([4, 3])
    expect(worklist.notDoneToday.map((entry) => entry.procedure.id)).toEqual([6, 5])
  })

  it('shows what ended before midnight no longer, and at most 200 that ended since', () => {
    const ended = Array.from({ length: 205 }, (_, index) =>
      shown({ id: procedureId(index + 1), status: 'COMPLETED', completedAt: '2026-03-03T10:00:00.000Z' }),
    )
    const yesterday = shown({ id: procedureId(999), status: 'COMPLETED', completedAt: '2026-03-02T23:59:59.000Z' })
    const { doneToday } = worklistOf([...ended, yesterday], '2026-03-03T00:00:00.000Z', false)
    expect(doneToday).toHaveLength(200)
    expect(doneToday.some((entry) => entry.procedure.id === 999)).toBe(false)
  })

  it('counts a procedure once', () => {
    expect(worklistOf([shown({}), shown({})], '2026-03-03T00:00:00.000Z', false).toTag).toHaveLength(1)
  })

  it('ends the day at the local midnight', () => {
    const { startMs, endMs } = dayAround(new Date(2026, 2, 3, 15, 30).getTime())
    expect(new Date(startMs)).toEqual(new Date(2026, 2, 3))
    expect(new Date(endMs)).toEqual(new Date(2026, 2, 4))
  })
})
