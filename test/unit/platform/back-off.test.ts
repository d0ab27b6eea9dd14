import { expect, test } from 'vitest'
import { fullJitter, reconnecting, resending } from '../../../src/platform/back-off'

test.each([reconnecting, resending])('a wait is whole milliseconds, as the outbox keeps it: %j', (range) => {
  for (const chance of [0, 0.1234567, 0.5, 0.9999999]) {
    for (let attempt = 1; attempt < 40; attempt++) {
      const waitMs = fullJitter({ next: () => chance }, attempt, range)
      expect(Number.isInteger(waitMs)).toBe(true)
      expect(waitMs).toBeGreaterThanOrEqual(50)
      expect(waitMs).toBeLessThanOrEqual(range.capMs)
    }
  }
})
