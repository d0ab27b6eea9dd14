import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { budgetOn, type Priority } from '../../../../../../src/main/engine/central/connection/budget'
import { chunkerOn, shareMs } from '../../../../../../src/main/engine/central/feed/chunks'
import { bellOn } from '../../../../../../src/platform/wake-signal'

/** Time that moves only when told to, running what falls due. */
function heldTime() {
  let nowMs = 0
  let pending: { atMs: number; run: () => void }[] = []
  return {
    clock: { wallMs: () => nowMs, monotonicMs: () => nowMs },
    timers: {
      after(delayMs: number, run: () => void) {
        const timer = { atMs: nowMs + delayMs, run }
        pending.push(timer)
        return () => {
          pending = pending.filter((each) => each !== timer)
        }
      },
    },
    async advance(ms: number) {
      const endMs = nowMs + ms
      for (;;) {
        await settled()
        const next = pending.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (next === undefined) break
        pending = pending.filter((each) => each !== next)
        nowMs = Math.max(nowMs, next.atMs)
        next.run()
      }
      nowMs = endMs
      await settled()
    },
  }
}
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

describe('the budget', () => {
  const never = () => new AbortController().signal

  test('whatever is asked, never more than 60 requests in any minute, and nobody waits for ever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.constantFrom<Priority>('now', 'later')), {
          minLength: 1,
          maxLength: 150,
        }),
        async (asks) => {
          const time = heldTime()
          const budget = budgetOn(time.clock, time.timers)
          const granted: number[] = []
          for (const [waitMs, priority] of asks) {
            await time.advance(waitMs)
            void budget.take(priority, never()).then(() => granted.push(time.clock.monotonicMs()))
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
    const time = heldTime()
    const budget = budgetOn(time.clock, time.timers)
    const order: string[] = []
    for (let n = 0; n < 30; n += 1) void budget.take('later', never()).then(() => order.push('later'))
    await time.advance(0)
    const fetched = order.length
    expect(fetched).toBeLessThan(12)
    void budget.take('now', never()).then(() => order.push('now'))
    await time.advance(0)
    expect(order.slice(fetched)).toEqual(['now'])
  })

  test('a pause that central asks for holds everybody back; an abort sets free', async () => {
    const time = heldTime()
    const budget = budgetOn(time.clock, time.timers)
    const stop = new AbortController()
    const results: [string, boolean][] = []
    budget.pause(7000)
    void budget.take('now', never()).then((granted) => results.push(['stays', granted]))
    void budget.take('now', stop.signal).then((granted) => results.push(['stopped', granted]))
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

describe('pieces of bulk work', () => {
  /** Each item takes `itemMs`, and what follows the last one of a piece `afterMs`. Answers the size of each piece. */
  async function pieces(items: number, itemMs: number, afterMs: number, stopAfter = Number.POSITIVE_INFINITY) {
    let nowMs = 0
    const clock = { wallMs: () => nowMs, monotonicMs: () => nowMs }
    const timers = {
      after(_: number, run: () => void) {
        queueMicrotask(run)
        return () => {}
      },
    }
    const sizes: number[] = []
    const taken: number[] = []
    const isDone = await chunkerOn(clock, timers, new AbortController().signal).each(
      Array.from({ length: items }, (_, index) => index),
      (piece) => {
        const before = taken.length
        for (const item of piece) {
          taken.push(item)
          nowMs += itemMs
        }
        nowMs += afterMs
        sizes.push(taken.length - before)
        return sizes.length < stopAfter
      },
    )
    return { sizes, taken, isDone }
  }

  test('end when their time is up, their commit counted', async () => {
    expect((await pieces(16, 0.5, 0)).sizes).toEqual([8, 8])
    expect((await pieces(16, 0.5, 2)).sizes).toEqual([8, 4, 4])
  })

  test('take one item at least, however slow items and commits are', async () => {
    expect((await pieces(3, 100, 100)).sizes).toEqual([1, 1, 1])
    expect(shareMs(1000)).toBeGreaterThan(0)
  })

  test('end also where the clock stands still', async () => {
    expect((await pieces(1200, 0, 0)).sizes).toEqual([500, 500, 200])
  })

  test('bring every item once and in order, unless the work stops it', async () => {
    const all = await pieces(50, 1, 1)
    expect(all).toMatchObject({ isDone: true, taken: Array.from({ length: 50 }, (_, index) => index) })
    expect(await pieces(50, 1, 1, 2)).toMatchObject({ isDone: false, sizes: [4, 3] })
  })
})

test('a bell that rang while nobody waited is heard by the next', async () => {
  const time = heldTime()
  const bell = bellOn(time.timers)
  bell.ring()
  bell.ring()
  expect(await bell.wait(null)).toBe(true)
  const waited = bell.wait(1000)
  await time.advance(1000)
  expect(await waited).toBe(false)
})
