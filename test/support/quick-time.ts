// Time that passes so many times quicker than real time, for tests that wait for back-offs and deadlines of processes that they can't steer.
import type { Clock, Timers } from '../../src/shared/ports'

export function quickTime(factor: number): Clock & Timers {
  const startWallMs = Date.now()
  const startMs = performance.now()
  const passed = () => (performance.now() - startMs) * factor
  return {
    wallMs: () => Math.round(startWallMs + passed()),
    monotonicMs: passed,
    after(delayMs, run) {
      const timer = setTimeout(run, Math.min(delayMs / factor, 2_147_483_647))
      return () => clearTimeout(timer)
    },
  }
}

/** Chance that can be repeated (mulberry32). */
export function seededRandom(seed: number) {
  let state = seed >>> 0
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
    },
  }
}
