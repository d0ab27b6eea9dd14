// Listens to central's live events as long as a session lasts, and has the feed asked when they give a reason.
import { fullJitter, reconnecting } from '../../../../platform/back-off'
import type { WakeSignal } from '../../../../platform/wake-signal'
import type { Clock, Random, Timers } from '../../../../shared/ports'
import type { Client } from '../connection/client'
import { listen } from '../connection/events'
import type { LinkEvent } from '../connection/link'
import type { Reach } from '../connection/reach'
import type { FeedWatch } from './feed-watch'
import type { StreamWatch } from './stream-watch'

/** A stream that lived so long was a good one. */
const steadyMs = 30_000

/** Streams in a row that broke soon, the last one included. One that always breaks at once must not use up the budget. */
export const failuresAfterStream = (failures: number, livedMs: number): number =>
  livedMs >= steadyMs ? 1 : failures + 1

export interface EventsLoopNeeds {
  readonly client: Client
  readonly watch: FeedWatch
  readonly stream: StreamWatch
  /** How long ago central was at this time of its clock, milliseconds; null before it has told one. */
  readonly sinceCentral: (serverTime: string) => number | null
  readonly reach: Pick<Reach, 'isReachable'>
  readonly wake: WakeSignal
  readonly record: (event: LinkEvent) => void
  readonly onHead: (head: number) => void
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly signal: AbortSignal
}

export async function followEvents(needs: EventsLoopNeeds): Promise<void> {
  const { client, watch, stream, reach, wake, record, onHead, sinceCentral, clock, timers, random, signal } = needs
  let failures = 0
  while (!signal.aborted) {
    if (!reach.isReachable()) {
      await wake.wait(null)
      continue
    }
    const beganMs = clock.monotonicMs()
    await listen(client, timers, {
      onOpen() {
        stream.opened()
        watch.ask()
      },
      onSignOfLife: () => record({ kind: 'contact', atMs: clock.wallMs() }),
      onEvent({ head, serverTime }) {
        stream.event(serverTime === null ? null : sinceCentral(serverTime), head)
        if (head === null) return
        onHead(head)
        watch.announce(head)
      },
    })
    stream.closed()
    failures = failuresAfterStream(failures, clock.monotonicMs() - beganMs)
    // Asks at once whether central is still there.
    watch.ask()
    await wake.wait(fullJitter(random, failures, reconnecting))
  }
}
