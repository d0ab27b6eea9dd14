// The real clock, timers, chance, ids and secrets: what tests and simulation replace.
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock, Ids, Random, SecretBytes, Timers } from '../shared/ports'

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
}

export const systemTimers: Timers = {
  after(delayMs, run) {
    // A timer of none waits a millisecond: between two pieces of bulk work that would be a quarter of the time.
    if (delayMs <= 0) {
      const immediate = setImmediate(run)
      return () => clearImmediate(immediate)
    }
    // Longer than setTimeout can count, it would run at once.
    const timer = setTimeout(run, Math.min(delayMs, 2_147_483_647))
    return () => clearTimeout(timer)
  },
}

export const systemRandom: Random = { next: () => Math.random() }

export const systemIds: Ids = { next: () => v7() }

export const systemSecrets: SecretBytes = { bytes: (count) => randomBytes(count) }
