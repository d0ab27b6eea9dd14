// One enrolled bench at work with central: three loops (feed, live events, outbox) that share one view of whether central can be reached.

import { retryUntilDone } from '../../../platform/retry-until-done'
import { wakeSignalOn } from '../../../platform/wake-signal'
import type { ProcedureId } from '../../../shared/model/ids'
import { budgetOn } from './connection/budget'
import { clientOf } from './connection/client'
import type { ClockWatch } from './connection/clock-watch'
import type { LinkEvent } from './connection/link'
import type { SyncNeeds } from './connection/needs'
import { reachOn } from './connection/reach'
import type { Access } from './connection/request'
import { catchUpOn, forgetOutgrownMirror } from './feed/catch-up'
import { followEvents } from './feed/events-loop'
import { followFeed } from './feed/feed-loop'
import { feedWatchOn } from './feed/feed-watch'
import { type StreamState, streamWatchOn } from './feed/stream-watch'
import type { IdentityDoubt } from './sending/answers'
import { type ClaimAnswer, claimProcedure, releaseProcedure } from './sending/claims'
import { sendOutbox } from './sending/outbox-loop'
import { senderOf } from './sending/sender'

/** What the sync centre shows of a session. */
export interface SessionFacts {
  /** Of live events. */
  readonly stream: StreamState
  readonly requestsUsed: number
  /** The feed's head, as central last named it. */
  readonly head: number | null
}

export interface Session {
  facts(): SessionFacts
  /** Don't wait for the next attempt. */
  hurry(): void
  claim(id: ProcedureId): Promise<ClaimAnswer>
  release(id: ProcedureId): void
  /** Resolves when nothing of it runs any more: the store may be closed then. */
  stop(): Promise<void>
}

export interface SessionNeeds {
  readonly sync: SyncNeeds
  readonly access: Access
  readonly clockWatch: ClockWatch
  readonly record: (event: LinkEvent) => void
  readonly onDoubt: (why: IdentityDoubt) => void
}

export function startSession({ sync, access, clockWatch, record, onDoubt }: SessionNeeds): Session {
  const { store, clock, timers, random, fetch } = sync
  const { mirror, outbox } = store
  const controller = new AbortController()
  const { signal } = controller
  const budget = budgetOn(clock, timers)
  const onContact = () => record({ kind: 'contact', atMs: clock.wallMs() })
  const client = clientOf({ ...access, fetch, clock, timers, budget, signal, onContact })
  let head: number | null = null
  const onHead = (seen: number) => {
    head = seen
  }

  const wakes = {
    feed: wakeSignalOn(timers),
    events: wakeSignalOn(timers),
    outbox: wakeSignalOn(timers),
    backOff: wakeSignalOn(timers),
  }
  const wakeAll = () => {
    for (const each of Object.values(wakes)) each.wake()
  }
  const reach = reachOn(clock, record, () => {
    wakes.events.wake()
    wakes.outbox.wake()
  })
  const watch = feedWatchOn(wakes.feed, () => mirror.cursor()?.n, signal)
  const stream = streamWatchOn({ clock, timers }, watch)
  /** By an answer to a request: a stream that is live names it too. */
  const onHeadElsewhere = (seen: number) => {
    onHead(seen)
    stream.heard(seen)
  }
  const shared = { clock, timers, random, signal, client, watch, reach, record, onHead: onHeadElsewhere, clockWatch }
  const sender = senderOf({ ...shared, outbox, mirror })
  const catchUp = catchUpOn({ ...shared, needs: sync })
  const listening = { ...shared, stream, onHead, sinceCentral: clockWatch.sinceCentral, wake: wakes.events }

  forgetOutgrownMirror(mirror, sync.program ?? '')
  const stopListening = store.onCommit((touched) => {
    if (touched.has('outbox')) wakes.outbox.wake()
  })
  const retry = { signal, random, ...(sync.report && { report: sync.report }) }
  const sending = {
    ...shared,
    outbox,
    sender,
    budget,
    feed: watch,
    onDoubt,
    work: wakes.outbox,
    backOff: wakes.backOff,
  }
  const running = Promise.all([
    retryUntilDone(retry, wakes.feed, () => followFeed({ ...shared, catchUp, wake: wakes.feed })),
    retryUntilDone(retry, wakes.events, () => followEvents(listening)),
    retryUntilDone(retry, wakes.outbox, () => sendOutbox(sending)),
  ])

  return {
    facts: () => ({ stream: stream.state(), requestsUsed: budget.used(), head }),
    hurry() {
      outbox.makeDue()
      watch.want()
      wakeAll()
    },
    claim: (id) => (reach.isReachable() ? claimProcedure(client, id) : Promise.resolve({ kind: 'unanswered' })),
    release(id) {
      if (reach.isReachable()) void releaseProcedure(client, id)
    },
    async stop() {
      stopListening()
      controller.abort()
      wakeAll()
      await running
    },
  }
}
