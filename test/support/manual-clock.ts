// A clock that stands still until the test moves it.
import type { Clock } from '../../src/shared/ports'

export interface ManualClock extends Clock {
  advance(ms: number): void
  /** Somebody sets the clock: wall time jumps, and no time passes. */
  setBy(ms: number): void
}

export function manualClock(start = '2026-03-02T08:00:00.000Z'): ManualClock {
  let wallMs = Date.parse(start)
  let monotonicMs = 0
  return {
    wallMs: () => wallMs,
    monotonicMs: () => monotonicMs,
    advance(ms) {
      wallMs += ms
      monotonicMs += ms
    },
    setBy(ms) {
      wallMs += ms
    },
  }
}
