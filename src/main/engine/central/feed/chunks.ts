// Bulk work in pieces of a few milliseconds. The event loop runs between them, so that a scan waits for one piece at most.

import { pause } from '../../../../platform/wake-signal'
import type { Clock, Timers } from '../../../../shared/ports'

/** Of a whole piece. A scan that comes with the piece's first item waits so long, and 20 ms are allowed. */
const pieceMs = 4
const leastMs = 1
/** Where the clock stands still, as in simulation. */
const most = 500

/** Milliseconds for taking items, when what follows the last one (its commit) took `afterMs` the last time. */
export const shareMs = (afterMs: number): number => Math.max(leastMs, pieceMs - afterMs)

export interface Chunker {
  /**
   * Runs `work` over all items in pieces. A piece ends by itself when its time is up, one item being its least, so that `work` has to go
   * through it inside of its transaction. Stops early, answering false, when `signal` is aborted or `work` answers false.
   * `between` is waited for after each piece.
   */
  each<Item>(
    items: readonly Item[],
    work: (piece: Iterable<Item>) => boolean,
    between?: () => Promise<void>,
  ): Promise<boolean>
}

export function chunkerOn(clock: Clock, timers: Timers, signal: AbortSignal): Chunker {
  let afterMs = 0
  return {
    async each(items, work, between = async () => {}) {
      let at = 0
      let takenMs = 0
      function* piece() {
        const endMs = clock.monotonicMs() + shareMs(afterMs)
        const end = Math.min(items.length, at + most)
        for (const item of items.slice(at, end)) {
          at += 1
          yield item
          takenMs = clock.monotonicMs()
          if (takenMs >= endMs) return
        }
      }
      while (at < items.length) {
        if (signal.aborted) return false
        if (!work(piece())) return false
        afterMs = clock.monotonicMs() - takenMs
        await pause(timers)
        await between()
      }
      return !signal.aborted
    },
  }
}
