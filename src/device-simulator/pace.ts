// Waiting that a stop can end, and the durations of a real device divided by the speed.
import type { Random, Timers } from '../shared/ports'

export interface Pace {
  readonly signal: AbortSignal
  /** Waits; false if the simulator was stopped meanwhile. */
  wait(ms: number): Promise<boolean>
  /** Waits as long as a device takes for `ms` of work, a quarter more or less. */
  work(ms: number): Promise<boolean>
}

export function paceOf(timers: Timers, random: Random, speed: number, signal: AbortSignal): Pace {
  const wait = (ms: number) =>
    new Promise<boolean>((resolve) => {
      if (signal.aborted) return resolve(false)
      const stopped = () => {
        cancel()
        resolve(false)
      }
      const cancel = timers.after(ms, () => {
        signal.removeEventListener('abort', stopped)
        resolve(true)
      })
      signal.addEventListener('abort', stopped, { once: true })
    })
  return { signal, wait, work: (ms) => wait((ms * (0.75 + random.next() / 2)) / speed) }
}
