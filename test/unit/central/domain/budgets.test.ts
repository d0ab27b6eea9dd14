import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localBudgets } from '../../../../src/central/domain/budgets'
import { manualClock } from '../../../support/manual-clock'

describe('budgets', () => {
  test('grant so many in a minute, tell when the next minute begins, and count each key by itself', async () => {
    const clock = manualClock()
    const budgets = localBudgets(clock)
    expect(await budgets.charge('a', 2)).toEqual({ kind: 'granted', remaining: 1 })
    clock.advance(10_000)
    expect(await budgets.charge('a', 2)).toEqual({ kind: 'granted', remaining: 0 })
    expect(await budgets.charge('a', 2)).toEqual({ kind: 'spent', retryAfterSeconds: 50 })
    expect(await budgets.charge('b', 2)).toEqual({ kind: 'granted', remaining: 1 })
    clock.advance(50_000)
    expect(await budgets.charge('a', 2)).toEqual({ kind: 'granted', remaining: 1 })
  })

  test('never refuse who waits as long as told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }), async (pauses) => {
        const clock = manualClock()
        const budgets = localBudgets(clock)
        for (const pause of pauses) {
          clock.advance(pause)
          const taken = await budgets.charge('a', 3)
          if (taken.kind === 'granted') continue
          clock.advance(taken.retryAfterSeconds * 1000)
          expect((await budgets.charge('a', 3)).kind).toBe('granted')
        }
      }),
    )
  })

  test('grant at most so many in any minute that begins with a grant', async () => {
    const clock = manualClock()
    const budgets = localBudgets(clock)
    let granted = 0
    for (let second = 0; second < 60; second++) {
      if ((await budgets.charge('a', 20)).kind === 'granted') granted++
      clock.advance(1_000)
    }
    expect(granted).toBe(20)
  })
})
