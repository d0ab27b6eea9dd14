// Some snapshots change by time alone, such as at midnight.
import type { Clock, Timers } from '../../../shared/ports'

/** Looks at the wall clock at least this often, since it can be set and a computer can sleep. */
const mostMs = 3_600_000

export interface Refresh {
  /** What is shown has changed, and with it perhaps the time when it is stale. */
  plan(): void
  stop(): void
}

/** `run` refreshes, and says when it has to be done next: epoch milliseconds. */
export function refreshAt(clock: Clock, timers: Timers, run: () => number): Refresh {
  let cancel: (() => void) | null = null
  let stopped = false
  const wait = (ms: number) => {
    cancel?.()
    if (!stopped) cancel = timers.after(Math.min(Math.max(ms, 1000), mostMs), refresh)
  }
  const refresh = () => wait(run() - clock.wallMs())
  return {
    plan: () => wait(1000),
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
