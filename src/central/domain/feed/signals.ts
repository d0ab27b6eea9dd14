// Signals within one process, and between several processes on one database.
import type { WakeUps } from '../../store/store'
import type { Signals } from '../central'

/** For one process. */
export function localSignals(): Signals {
  const listeners = new Map<number, Set<(head: number) => void>>()
  return {
    moved(facility, head) {
      for (const listener of listeners.get(facility) ?? []) listener(head)
    },
    subscribe(facility, listener) {
      const all = listeners.get(facility) ?? new Set()
      listeners.set(facility, all.add(listener))
      return () => {
        all.delete(listener)
      }
    },
  }
}

/** For several processes on one database. A head that was delivered before is dropped. */
export function sharedSignals(wakeUps: WakeUps): Signals {
  const local = localSignals()
  wakeUps.listen(local.moved)
  return { moved: wakeUps.notify, subscribe: local.subscribe }
}
