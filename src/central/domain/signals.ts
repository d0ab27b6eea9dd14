// Tells whoever listens that a facility's feed has moved. Only a wake-up: who misses one finds the rows by asking.
import type { WakeUps } from '../store/store'

export interface Signals {
  moved(facility: number, head: number): void
  /** Answers the function that ends the subscription. */
  subscribe(facility: number, listener: (head: number) => void): () => void
}

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

/** For several processes on one database. A head that was told before is no news. */
export function sharedSignals(wakeUps: WakeUps): Signals {
  const local = localSignals()
  wakeUps.hear(local.moved)
  return { moved: wakeUps.tell, subscribe: local.subscribe }
}
