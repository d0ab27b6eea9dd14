// When to ask for the feed again: after some time, when somebody wants it, or when a live event has named a head that the mirror hasn't reached.
import type { WakeSignal } from '../../../../platform/wake-signal'

/** Without live events; and with them, in case one was lost. */
const pollMs = 5_000
const pollWhileLiveMs = 60_000

export const pollAfterMs = (isLive: boolean): number => (isLive ? pollWhileLiveMs : pollMs)

export interface Wake {
  /** False: the time was up. */
  readonly isWoken: boolean
  /** Somebody wants the feed asked, whatever the live events say. */
  readonly isWanted: boolean
  /** The feed's head by the latest live event, and the mirror's place in the feed. */
  readonly announcedHead: number | null
  readonly cursor: number | undefined
}

/** A live event about what the mirror has already, such as this bench's own work, is no reason. */
export const isReasonToAsk = ({ isWoken, isWanted, announcedHead, cursor }: Wake): boolean =>
  !isWoken || isWanted || announcedHead !== cursor

export interface FeedWatch {
  isLive(): boolean
  setLive(isLive: boolean): void
  /** The next wake-up is a reason to ask the feed, whatever the live events say. */
  want(): void
  /** Wanted, and at once. */
  ask(): void
  /** A live event has named the feed's head. */
  announce(head: number): void
  /** Resolves when there is a reason to ask the feed. */
  reason(): Promise<void>
}

export function feedWatchOn(wake: WakeSignal, cursor: () => number | undefined, signal: AbortSignal): FeedWatch {
  let isLive = false
  let announcedHead: number | null = null
  let isWanted = false
  return {
    isLive: () => isLive,
    setLive(isNowLive) {
      isLive = isNowLive
    },
    want() {
      isWanted = true
    },
    ask() {
      isWanted = true
      wake.wake()
    },
    announce(head) {
      announcedHead = head
      wake.wake()
    },
    async reason() {
      for (;;) {
        const isWoken = await wake.wait(pollAfterMs(isLive))
        if (!signal.aborted && !isReasonToAsk({ isWoken, isWanted, announcedHead, cursor: cursor() })) continue
        isWanted = false
        return
      }
    },
  }
}
