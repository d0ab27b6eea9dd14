// The one token bucket for all requests to central. Burst and refill together never make more than 60 in any minute.
import type { Clock, Timers } from '../../../../shared/ports'

/** `now`: somebody waits for it (claims, scans being sent). `later`: fetching; leaves a reserve for the others, though not forever. */
export type Priority = 'now' | 'later'

export interface Budget {
  /** Resolves when a request may be made; false if `signal` was aborted first. */
  admit(priority: Priority, signal: AbortSignal): Promise<boolean>
  /** Requests of the last minute. */
  used(): number
  /** Central asked for a pause. */
  pause(ms: number): void
}

export const burst = 12
export const perMinute = 48
/** What central allows: burst and refill together stay within it. */
export const allowedPerMinute = burst + perMinute
const msPerToken = 60_000 / perMinute
/** Left alone by `later`, so that a claim or a scan never waits behind polling. */
const reserve = 3
/** After this long `later` counts as `now`: while a long queue is sent, its effects come back too. */
const agedMs = 12_000
const recheckMs = 200

interface Waiter {
  readonly priority: Priority
  readonly sinceMs: number
  readonly grant: (granted: boolean) => void
}

export function budgetOn(clock: Clock, timers: Timers): Budget {
  let tokens = burst
  let filledMs = clock.monotonicMs()
  let pausedUntilMs = 0
  let waiters: readonly Waiter[] = []
  let granted: readonly number[] = []
  let cancelTimer: (() => void) | null = null

  const lastMinute = (nowMs: number) => granted.filter((atMs) => nowMs - atMs < 60_000)
  const refill = (nowMs: number) => {
    tokens = Math.min(burst, tokens + Math.max(0, nowMs - filledMs) / msPerToken)
    filledMs = nowMs
  }
  const next = (nowMs: number): Waiter | undefined => {
    if (nowMs < pausedUntilMs || tokens < 1) return undefined
    const urgent = waiters.find(({ priority, sinceMs }) => priority === 'now' || nowMs - sinceMs >= agedMs)
    return urgent ?? (tokens >= 1 + reserve ? waiters[0] : undefined)
  }
  const leave = (waiter: Waiter) => {
    waiters = waiters.filter((each) => each !== waiter)
  }
  const serve = () => {
    const nowMs = clock.monotonicMs()
    refill(nowMs)
    for (let waiter = next(nowMs); waiter !== undefined; waiter = next(nowMs)) {
      tokens -= 1
      granted = [...lastMinute(nowMs), nowMs]
      leave(waiter)
      waiter.grant(true)
    }
    cancelTimer?.()
    cancelTimer = null
    if (waiters.length === 0) return
    const waitMs = nowMs < pausedUntilMs ? pausedUntilMs - nowMs : tokens < 1 ? (1 - tokens) * msPerToken : recheckMs
    cancelTimer = timers.after(Math.ceil(waitMs), serve)
  }

  return {
    admit(priority, signal) {
      if (signal.aborted) return Promise.resolve(false)
      return new Promise((resolve) => {
        const stop = () => {
          leave(waiter)
          resolve(false)
        }
        const waiter: Waiter = {
          priority,
          sinceMs: clock.monotonicMs(),
          grant(granted) {
            signal.removeEventListener('abort', stop)
            resolve(granted)
          },
        }
        signal.addEventListener('abort', stop, { once: true })
        waiters = [...waiters, waiter]
        serve()
      })
    },
    used: () => lastMinute(clock.monotonicMs()).length,
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.monotonicMs() + ms)
    },
  }
}
