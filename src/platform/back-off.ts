// How long to wait before trying again: full jitter below a doubling bound, or what the server asked for.
import type { Random } from '../shared/ports'

export interface BackoffRange {
  readonly baseMs: number
  readonly capMs: number
}

/** While central is out of reach. Short: somebody may stand there and wait for it. */
export const reconnecting: BackoffRange = { baseMs: 500, capMs: 30_000 }
/** For an intent that central fails to answer. */
export const resending: BackoffRange = { baseMs: 1_000, capMs: 300_000 }

const leastMs = 50
const longestRetryAfterMs = 15 * 60_000

/** Full jitter, whole milliseconds: anything up to the doubled time, so that benches that failed together don't return together. `attempt` counts from 1. */
export const fullJitter = (random: Random, attempt: number, { baseMs, capMs }: BackoffRange): number =>
  Math.round(Math.max(leastMs, random.next() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30))))

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
