import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, type TestDatabase } from './databases'

describe.each(databases)('requests a minute on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  const charge = (key: string, perMinute: number, process: 0 | 1 = 0) =>
    database.budgets[process].charge(key, perMinute)

  test('are counted together, whichever process they come to, also when they come at once', async () => {
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => charge('together', 12, nth % 2 === 0 ? 0 : 1)),
    )
    expect(taken.filter((each) => each.kind === 'granted')).toHaveLength(12)
    const remaining = taken.flatMap((each) => (each.kind === 'granted' ? [each.remaining] : []))
    expect(remaining.sort((a, b) => b - a)).toEqual(Array.from({ length: 12 }, (_, nth) => 11 - nth))
  })

  test('are each key’s own', async () => {
    await charge('mine', 1)
    expect((await charge('mine', 1, 1)).kind).toBe('spent')
    expect((await charge('yours', 1, 1)).kind).toBe('granted')
  })

  test('come back when the window closes, and the refusal says when that is', async () => {
    await charge('window', 1)
    await database.budgetsLater(20_000)
    const refused = await charge('window', 1, 1)
    if (refused.kind !== 'spent') throw new Error('not refused')
    expect(refused.retryAfterSeconds).toBeGreaterThan(0)
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(40)
    await database.budgetsLater(40_000)
    expect((await charge('window', 1)).kind).toBe('granted')
    expect((await charge('window', 1, 1)).kind).toBe('spent')
  })
})
