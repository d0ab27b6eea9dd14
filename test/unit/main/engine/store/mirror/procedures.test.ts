import { describe, expect, test } from 'vitest'
import { procedureId } from '../../../../../../src/shared/model/ids'
import { at, opened } from '../support'
import { procedure } from './support'

describe('procedures', () => {
  test('open ones oldest first, unknown states among them; ended ones newest first', () => {
    const { mirror } = opened()
    mirror.apply(
      [
        procedure(2),
        procedure(1, { status: 'CREATED' }),
        procedure(3, { status: 'UNKNOWN', statusName: 'PAUSED' }),
        procedure(4, { status: 'COMPLETED', completedAt: '2030-01-02T10:00:00.000Z' }),
        procedure(5, { status: 'CANCELLED', completedAt: '2030-01-02T11:00:00.000Z' }),
        procedure(6, { status: 'FAILED', completedAt: '2030-01-01T23:00:00.000Z' }),
      ],
      at(6),
    )
    expect(mirror.openProcedures().map(({ id }) => id)).toEqual([1, 2, 3])
    expect(mirror.endedSince('2030-01-02T00:00:00.000Z', 10).map(({ id }) => id)).toEqual([5, 4])
    expect(mirror.endedSince('2030-01-01T00:00:00.000Z', 1).map(({ id }) => id)).toEqual([5])
    mirror.apply([procedure(1, { status: 'COMPLETED', completedAt: '2030-01-02T12:00:00.000Z' })], at(7))
    expect(mirror.openProcedures().map(({ id }) => id)).toEqual([2, 3])
    expect(mirror.procedure(procedureId(1))?.status).toBe('COMPLETED')
  })

  test('refills: running first, then newest', () => {
    const { mirror } = opened()
    const refill = (n: number, ended: boolean) =>
      procedure(n, {
        type: 'REFILL',
        status: ended ? 'COMPLETED' : 'IN_PROGRESS',
        subject: null,
        vials: [],
        completedAt: ended ? '2030-01-01T00:00:00.000Z' : null,
      })
    mirror.apply([refill(1, true), refill(2, false), refill(3, true), procedure(4)], at(4))
    expect(mirror.refills(10).map(({ id }) => id)).toEqual([2, 3, 1])
    expect(mirror.refills(2)).toHaveLength(2)
  })
})
