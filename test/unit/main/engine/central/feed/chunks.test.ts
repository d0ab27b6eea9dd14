import { describe, expect, test } from 'vitest'
import { chunkerOn, shareMs } from '../../../../../../src/main/engine/central/feed/chunks'

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
