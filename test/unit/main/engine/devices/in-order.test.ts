import { describe, expect, test } from 'vitest'
import { inOrderOfTime } from '../../../../../src/main/engine/devices/in-order'

const now = Date.parse('2026-03-31T12:00:00.000Z')
const hour = 3_600_000
/** Told one after the other, each dated so many hours before now. */
const told = (...hoursAgo: readonly number[]) =>
  hoursAgo.map((hours, index) => ({ at: new Date(now - hours * hour).toISOString(), percent: 90 - index }))
const percents = (...hoursAgo: readonly number[]) => inOrderOfTime(told(...hoursAgo), now).map(({ percent }) => percent)

describe('readings in the order in which they were told', () => {
  test('are all drawn where their dates rise', () => {
    expect(percents(5, 4, 4, 3, 0)).toEqual([90, 89, 88, 87, 86])
  })

  test('are left out where a clock was ahead, even by years', () => {
    expect(percents(5, 4, -8_760, -8_759, 2, 1)).toEqual([90, 89, 86, 85])
  })

  test('are left out where a clock was behind', () => {
    expect(percents(5, 4, 480_000, 3, 2)).toEqual([90, 89, 87, 86])
    expect(percents(50, 49, 90, 48, 47)).toEqual([90, 89, 87, 86])
  })

  test('are left out where a clock was an hour ahead and has been overtaken since', () => {
    expect(percents(5, 4, 2.5, 2.4, 3, 2.9, 2.8, 2.2)).toEqual([90, 89, 86, 85, 84, 83])
  })

  test('are none of none', () => {
    expect(inOrderOfTime([], now)).toEqual([])
    expect(percents(-100)).toEqual([])
  })
})
