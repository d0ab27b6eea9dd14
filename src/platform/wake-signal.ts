// The two ways in which sync waits: for a bell or a time, and just long enough to let a scan pass.
import type { Timers } from '../shared/ports'

export interface Bell {
  ring(): void
  /** Resolves at the next ring (at once, if it has rung since the last wait), or after `ms`; null waits for the ring alone. True for a ring. */
  wait(ms: number | null): Promise<boolean>
}

export function bellOn(timers: Timers): Bell {
  let wake: ((isRing: boolean) => void) | null = null
  let hasRung = false
  return {
    ring() {
      if (wake === null) hasRung = true
      else wake(true)
    },
    wait(ms) {
      if (hasRung) {
        hasRung = false
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        let cancel = () => {}
        const end = (isRing: boolean) => {
          wake = null
          cancel()
          resolve(isRing)
        }
        wake = end
        if (ms !== null) cancel = timers.after(Math.max(0, Math.ceil(ms)), () => end(false))
      })
    },
  }
}

/** Lets everything else that waits in this process run first. */
export const pause = (timers: Timers): Promise<void> => new Promise((resolve) => timers.after(0, resolve))
