// Timers that run when the test says so.
import type { Timers } from '../../src/shared/ports'

export interface ManualTimers extends Timers {
  /** Runs what is due until then, in its order. */
  advance(ms: number): void
  /** How many wait. */
  readonly waiting: number
}

export function manualTimers(): ManualTimers {
  let nowMs = 0
  const waiting = new Set<{ readonly atMs: number; readonly run: () => void }>()
  const nextUntil = (ms: number) => [...waiting].filter(({ atMs }) => atMs <= ms).sort((a, b) => a.atMs - b.atMs)[0]
  return {
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run }
      waiting.add(timer)
      return () => waiting.delete(timer)
    },
    advance(ms) {
      const untilMs = nowMs + ms
      for (let next = nextUntil(untilMs); next !== undefined; next = nextUntil(untilMs)) {
        waiting.delete(next)
        nowMs = next.atMs
        next.run()
      }
      nowMs = untilMs
    },
    get waiting() {
      return waiting.size
    },
  }
}
