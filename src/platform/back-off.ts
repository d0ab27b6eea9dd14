// How long to wait before the next attempt at something that failed.
import type { Random } from '../shared/ports'

export interface BackoffRange {
  readonly baseMs: number
  readonly capMs: number
}

/** While central is out of reach. Short: somebody may stand there and wait for it. */
export const reconnecting: BackoffRange = { baseMs: 500, capMs: 30_000 }
/** For an act that central fails to answer. */
export const resending: BackoffRange = { baseMs: 1_000, capMs: 300_000 }
/** A storage device whose central is out of reach: nobody waits beside it, and it is one of few. */
export const repeating: BackoffRange = { baseMs: 500, capMs: 10_000 }
/** A process that died. The first restart comes at once, so that a crash costs a bench less than a second. */
const restarting: BackoffRange = { baseMs: 50, capMs: 10_000 }

/** A process that ran this long was healthy: its end is a new trouble, not the old one. */
export const healthyMs = 30_000

const leastMs = 50
const longestRetryAfterMs = 15 * 60_000

/** Full jitter, whole milliseconds: anything up to the doubled time, so that benches that failed together don't return together. `attempt` counts from 1. */
export const fullJitter = (random: Random, attempt: number, { baseMs, capMs }: BackoffRange): number =>
  Math.round(Math.max(leastMs, random.next() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30))))

/** Without chance, for what shares its trouble with nobody: `factor` times as long at each attempt. `attempt` counts from 1. */
export const steady = (attempt: number, { baseMs, capMs }: BackoffRange, factor = 2): number =>
  Math.min(capMs, baseMs * factor ** (attempt - 1))

/** Milliseconds before the restart after `failures` short-lived runs in a row, counted from 1. */
export const restartDelayMs = (failures: number): number => steady(failures, restarting, 4)

/** A wait as decisions name it: so many milliseconds, or a back-off that is drawn when the wait begins. */
export type Delay = number | { readonly attempt: number; readonly range: BackoffRange }

export const delayMs = (random: Random, delay: Delay): number =>
  typeof delay === 'number' ? delay : fullJitter(random, delay.attempt, delay.range)

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). Null if there is none or it is neither. */
export function retryAfterMs(header: string | null, wallMs: number): number | null {
  if (header === null) return null
  const text = header.trim()
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - wallMs
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestRetryAfterMs)
}
