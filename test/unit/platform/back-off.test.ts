import { describe, expect, test } from 'vitest'
import {
  delayMs,
  fullJitter,
  reconnecting,
  repeating,
  resending,
  restartDelayMs,
  retryAfterMs,
  steady,
} from '../../../src/platform/back-off'

describe('a wait with full jitter', () => {
  test.each([reconnecting, resending])('is whole milliseconds, as the outbox keeps it: %j', (range) => {
    for (const chance of [0, 0.1234567, 0.5, 0.9999999]) {
      for (let attempt = 1; attempt < 40; attempt++) {
        const waitMs = fullJitter({ next: () => chance }, attempt, range)
        expect(Number.isInteger(waitMs)).toBe(true)
        expect(waitMs).toBeGreaterThanOrEqual(50)
        expect(waitMs).toBeLessThanOrEqual(range.capMs)
      }
    }
  })

  test('is anything up to the doubled time, never above the cap', () => {
    const at = (value: number, attempt: number) => fullJitter({ next: () => value }, attempt, reconnecting)
    expect(at(0, 3)).toBe(50)
    expect(at(0.5, 1)).toBe(500)
    expect(at(0.999, 4)).toBeCloseTo(7992)
    expect(at(0.999, 400)).toBeLessThan(reconnecting.capMs)
  })
})

test('a delay is a time that is known, or one that is drawn', () => {
  const random = { next: () => 0.5 }
  expect(delayMs(random, 1234)).toBe(1234)
  expect(delayMs(random, { attempt: 2, range: reconnecting })).toBe(1000)
  expect(delayMs(random, { attempt: 2, range: resending })).toBe(2000)
})

describe('a wait without chance', () => {
  test('doubles from attempt to attempt, up to the cap', () => {
    expect([1, 2, 3, 4, 5, 6, 5000].map((attempt) => steady(attempt, repeating))).toEqual([
      500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ])
  })

  test('restarts a crashed process at once, and one that keeps crashing ever more slowly', () => {
    expect([1, 2, 3, 4, 5, 20].map(restartDelayMs)).toEqual([50, 200, 800, 3200, 10_000, 10_000])
  })
})

test.each([
  [null, null],
  ['7', 7000],
  ['0', 0],
  ['999999999', 900_000],
  ['Thu, 01 Jan 1970 00:00:10 GMT', 9000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', null],
  ['', null],
])('Retry-After %j is %j ms', (header, expected) => {
  expect(retryAfterMs(header, 1000)).toBe(expected)
})
