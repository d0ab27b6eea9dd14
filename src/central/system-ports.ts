// The real clock, timers, ids and secrets: what tests and simulation replace.
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock, Ids, Timers } from '../shared/ports'
import type { Secrets } from './domain/central'

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
}

export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

export const systemIds: Ids = { next: () => v7() }

export const systemSecrets: Secrets = { bytes: (count) => randomBytes(count) }
