// Bulk work in pieces of a few milliseconds, each measured, with a pause between: a scan waits for one piece at most.
import type { Clock, Timers } from '../../../shared/ports'
import { pause } from './waiting'

const targetMs = 5
const fewest = 10
const most = 500

/** Items for the next piece, from how long the last one took. A piece that took longer than the target is followed by a smaller one. */
export function nextSize(size: number, tookMs: number): number {
  if (tookMs > targetMs) return Math.max(fewest, Math.floor((size * targetMs) / tookMs))
  return tookMs < targetMs / 2 ? Math.min(most, Math.ceil(size * 1.5)) : size
}

export interface Chunker {
  /** Runs `work` over all items in pieces; stops early, answering false, when `signal` is aborted or `work` answers false. */
  each<Item>(items: readonly Item[], work: (piece: readonly Item[]) => boolean): Promise<boolean>
}

export function chunkerOn(clock: Clock, timers: Timers, signal: AbortSignal): Chunker {
  let size = 50
  return {
    async each(items, work) {
      for (let from = 0; from < items.length; ) {
        if (signal.aborted) return false
        const piece = items.slice(from, from + size)
        const beganMs = clock.monotonicMs()
        if (!work(piece)) return false
        from += piece.length
        if (piece.length === size) size = nextSize(size, clock.monotonicMs() - beganMs)
        await pause(timers)
      }
      return !signal.aborted
    },
  }
}
