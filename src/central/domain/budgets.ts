// Requests per minute: a window opens with the first request under a key, and counts until it closes.
import type { Clock, Timers } from '../../shared/ports'
import { countRequest, sweepWindows } from '../store/request-windows'
import type { Db } from '../store/store'

export type Charge =
  | { readonly kind: 'granted'; readonly remaining: number }
  | { readonly kind: 'spent'; readonly retryAfterSeconds: number }

export interface Budgets {
  /** Uses one of the `perMinute` requests of `key`, if one is left. */
  charge(key: string, perMinute: number): Promise<Charge>
}

const windowMs = 60_000
const sweepAbove = 10_000

interface Window {
  readonly endsMs: number
  count: number
}

const spentFor = (ms: number): Charge => ({ kind: 'spent', retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)) })

/** For one process. */
export function localBudgets(clock: Clock): Budgets {
  const windows = new Map<string, Window>()
  const sweep = (nowMs: number) => {
    for (const [key, window] of windows) if (window.endsMs <= nowMs) windows.delete(key)
  }
  return {
    async charge(key, perMinute) {
      const nowMs = clock.monotonicMs()
      if (windows.size > sweepAbove) sweep(nowMs)
      const open = windows.get(key)
      const window = open && open.endsMs > nowMs ? open : { endsMs: nowMs + windowMs, count: 0 }
      windows.set(key, window)
      if (window.count >= perMinute) return spentFor(window.endsMs - nowMs)
      window.count++
      return { kind: 'granted', remaining: perMinute - window.count }
    },
  }
}

const sweepEveryMs = 10 * windowMs

export interface SharedBudgets extends Budgets {
  stop(): void
}

/** For several processes on one PostgreSQL database, by its clock: a request counts whichever process it reaches. */
export function sharedBudgets(db: Db, timers: Timers): SharedBudgets {
  let stopped = false
  let cancelSweep = () => {}
  const sweepLater = () => {
    if (stopped) return
    cancelSweep = timers.after(sweepEveryMs, () => {
      sweepWindows(db).then(sweepLater, sweepLater)
    })
  }
  sweepLater()
  return {
    async charge(key, perMinute) {
      const { used, msLeft } = await countRequest(db, key, { perMinute, windowMs })
      return used > perMinute ? spentFor(msLeft) : { kind: 'granted', remaining: perMinute - used }
    },
    stop() {
      stopped = true
      cancelSweep()
    },
  }
}
