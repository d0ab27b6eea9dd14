// Requests a minute: a window opens with the first request under a key, and counts until it closes.
import type { Clock } from '../../shared/ports'

export type Taken =
  | { readonly kind: 'granted'; readonly remaining: number }
  | { readonly kind: 'spent'; readonly retryAfterSeconds: number }

export interface Budgets {
  /** Takes one of `perMinute` requests of `key`. */
  take(key: string, perMinute: number): Promise<Taken>
}

const windowMs = 60_000
const sweepAbove = 10_000

interface Window {
  readonly endsMs: number
  count: number
}

/** For one process. */
export function localBudgets(clock: Clock): Budgets {
  const windows = new Map<string, Window>()
  const sweep = (nowMs: number) => {
    for (const [key, window] of windows) if (window.endsMs <= nowMs) windows.delete(key)
  }
  return {
    async take(key, perMinute) {
      const nowMs = clock.monotonicMs()
      if (windows.size > sweepAbove) sweep(nowMs)
      const open = windows.get(key)
      const window = open && open.endsMs > nowMs ? open : { endsMs: nowMs + windowMs, count: 0 }
      windows.set(key, window)
      if (window.count >= perMinute) {
        return { kind: 'spent', retryAfterSeconds: Math.max(1, Math.ceil((window.endsMs - nowMs) / 1000)) }
      }
      window.count++
      return { kind: 'granted', remaining: perMinute - window.count }
    },
  }
}
