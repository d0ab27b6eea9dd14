// Follows how the stream of live events proves itself, and has the feed asked as soon as it no longer does.
import type { Clock, Timers } from '../../../../shared/ports'
import type { FeedWatch } from './feed-watch'
import { afterEvent, afterHead, isProven, lateMs, provenForMs, unproven } from './stream-proof'

/** `opening`: nothing has come yet. `heldBack`: it is open, and what comes is late or not there. */
export type StreamState = 'none' | 'opening' | 'live' | 'heldBack'

export interface StreamWatch {
  state(): StreamState
  opened(): void
  /** `delayMs`: since central sent it; null where that can't be told. `head`: of the feed, if it names one. */
  event(delayMs: number | null, head: number | null): void
  /** The feed's head, heard of by an answer to a request. */
  heard(head: number): void
  closed(): void
}

export function streamWatchOn(
  { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
  watch: Pick<FeedWatch, 'setLive' | 'ask'>,
): StreamWatch {
  let proof = unproven
  let state: StreamState = 'none'
  let cancel = () => {}

  const become = (next: StreamState) => {
    const was = state
    state = next
    watch.setLive(next === 'live')
    // What the stream has kept to itself has to be fetched.
    if (was === 'live' && next === 'heldBack') watch.ask()
  }
  const judge = () => {
    cancel()
    const nowMs = clock.monotonicMs()
    if (isProven(proof, nowMs)) become('live')
    else if (state === 'live' || proof.needed > 1) become('heldBack')
    const leftMs = provenForMs(proof, nowMs)
    if (leftMs !== null) cancel = timers.after(leftMs, judge)
  }
  return {
    state: () => state,
    opened() {
      proof = unproven
      become('opening')
      cancel()
      // Central names the feed's head first of all.
      cancel = timers.after(lateMs, () => become('heldBack'))
    },
    event(delayMs, head) {
      proof = afterEvent(proof, { nowMs: clock.monotonicMs(), delayMs, head })
      judge()
    },
    heard(head) {
      if (state === 'none') return
      proof = afterHead(proof, head, clock.monotonicMs())
      if (state === 'live') judge()
    },
    closed() {
      cancel()
      become('none')
    },
  }
}
