import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { budgetOn, type Priority } from '../../../../../../src/main/engine/central/connection/budget'
import { FakeTime } from '../../readers/support/fake-time'

describe('the budget', () => {
  const never = () => new AbortController().signal

  test('whatever is asked, never more than 60 requests in any minute, and nobody waits forever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.constantFrom<Priority>('now', 'later')), {
          minLength: 1,
          maxLength: 150,
        }),
        async (asks) => {
          const time = new FakeTime()
          const budget = budgetOn(time, time)
          const granted: number[] = []
          for (const [waitMs, priority] of asks) {
            await time.advance(waitMs)
            void budget.admit(priority, never()).then(() => granted.push(time.monotonicMs()))
          }
          await time.advance(300_000)
          expect(granted).toHaveLength(asks.length)
          for (const atMs of granted) {
            expect(granted.filter((each) => each >= atMs && each < atMs + 60_000).length).toBeLessThanOrEqual(60)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('fetching leaves a reserve for a scan or a claim', async () => {
    const time = new FakeTime()
    const budget = budgetOn(time, time)
    const order: string[] = []
    for (let n = 0; n < 30; n += 1) void budget.admit('later', never()).then(() => order.push('later'))
    await time.advance(0)
    const fetched = order.length
    expect(fetched).toBeLessThan(12)
    void budget.admit('now', never()).then(() => order.push('now'))
    await time.advance(0)
    expect(order.slice(fetched)).toEqual(['now'])
  })

  test('a pause that central asks for holds everybody back; an abort sets free', async () => {
    const time = new FakeTime()
    const budget = budgetOn(time, time)
    const stop = new AbortController()
    const results: [string, boolean][] = []
    budget.pause(7000)
    void budget.admit('now', never()).then((granted) => results.push(['stays', granted]))
    void budget.admit('now', stop.signal).then((granted) => results.push(['stopped', granted]))
    await time.advance(6900)
    expect(results).toEqual([])
    stop.abort()
    await time.advance(50)
    expect(results).toEqual([['stopped', false]])
    await time.advance(100)
    expect(results).toEqual([
      ['stopped', false],
      ['stays', true],
    ])
  })
})
