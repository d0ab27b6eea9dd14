// Two ways to wait: for a signal or a time, whichever comes first, and just long enough to let a scan pass.
import type { Timers } from '../shared/ports'

/** One sleeper, whom anybody can wake. */
export interface WakeSignal {
  wake(): void
  /**
   * Resolves at the next `wake` (at once if there was one since the last wait), or after `ms`; null waits for `wake` alone. True if it was
   * woken, false if the time was up.
   */
  wait(ms: number | null): Promise<boolean>
}

export function wakeSignalOn(timers: Timers): WakeSignal {
  let wakeSleeper: ((isWoken: boolean) => void) | null = null
  let isPending = false
  return {
    wake() {
      if (wakeSleeper === null) isPending = true
      else wakeSleeper(true)
    },
    wait(ms) {
      if (isPending) {
        isPending = false
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        let cancel = () => {}
        const end = (isWoken: boolean) => {
          wakeSleeper = null
          cancel()
          resolve(isWoken)
        }
        wakeSleeper = end
        if (ms !== null) cancel = timers.after(Math.max(0, Math.ceil(ms)), () => end(false))
      })
    },
  }
}

/** Lets everything else that waits in this process run first. */
export const pause = (timers: Timers): Promise<void> => new Promise((resolve) => timers.after(0, resolve))
