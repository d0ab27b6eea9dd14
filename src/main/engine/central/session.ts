// One enrolled bench at work with central: three loops (feed, live events, outbox) that share one view of whether central is there.
// Only the feed's loop looks for a lost central again; the others wait until it has found it.

import { fullJitter, reconnecting } from '../../../platform/back-off'
import { enduring } from '../../../platform/enduring'
import { bellOn } from '../../../platform/wake-signal'
import type { CertificateDoubt } from '../../../shared/enrolment/central'
import type { Fingerprint } from '../../../shared/enrolment/fingerprint'
import type { ProcedureId } from '../../../shared/model/ids'
import { budgetOn } from './connection/budget'
import { clientOf } from './connection/client'
import type { ClockWatch } from './connection/clock-watch'
import { listen } from './connection/events'
import type { LinkEvent } from './connection/link'
import type { SyncNeeds } from './connection/needs'
import { catchUpOn } from './feed/catch-up'
import { knownEntities } from './feed/changes'
import { chunkerOn } from './feed/chunks'
import { type ClaimAnswer, releaseClaim, takeClaim } from './sending/claims'
import { senderOf } from './sending/sender'

/** Without live events; and with them, in case one was lost. */
const pollMs = 5_000
const pollWhileLiveMs = 60_000
/** A stream that lived so long was a good one. */
const steadyMs = 30_000

/** What the sync centre shows of a session. */
export interface SessionFacts {
  readonly isLive: boolean
  readonly requestsUsed: number
  /** The feed's head, as central last told. */
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

export function startSession(
  needs: SyncNeeds,
  access: { readonly url: string; readonly token: string; readonly fingerprint: Fingerprint | null },
  clockWatch: ClockWatch,
  tell: (event: LinkEvent) => void,
  onDoubt: (why: 'sequenceUsed' | 'chainBroken') => void,
): Session {
  const { store, clock, timers, random, fetch } = needs
  const { mirror, outbox } = store
  const controller = new AbortController()
  const { signal } = controller
  const budget = budgetOn(clock, timers)
  const chunker = chunkerOn(clock, timers, signal)
  const client = clientOf({
    ...access,
    fetch,
    clock,
    timers,
    budget,
    signal,
    onContact: () => tell({ kind: 'contact', atMs: clock.wallMs() }),
  })
  let head: number | null = null
  const catchUp = catchUpOn({
    needs,
    client,
    chunker,
    clockWatch,
    tell,
    onHead(seen) {
      head = seen
    },
  })
  const sender = senderOf({ outbox, mirror, client, clock, random, clockWatch })
  const bells = { feed: bellOn(timers), events: bellOn(timers), sender: bellOn(timers), backOff: bellOn(timers) }
  let isReachable = false
  let isLive = false
  /** The feed's head by the latest live event. */
  let announcedHead: number | null = null
  /** Somebody wants the feed asked, whatever the live events say. */
  let isAsked = false

  const found = () => {
    tell({ kind: 'caughtUp', atMs: clock.wallMs() })
    if (isReachable) return
    isReachable = true
    bells.events.ring()
    bells.sender.ring()
  }
  const lost = (nextAttemptMs: number | null, problem: { readonly certificate?: CertificateDoubt } = {}) => {
    isReachable = false
    const { certificate } = problem
    tell({ kind: 'lost', atMs: clock.wallMs(), nextAttemptMs, ...(certificate && { certificate }) })
  }

  const askFeed = () => {
    isAsked = true
    bells.feed.ring()
  }
  /** Until there is a reason to ask the feed: a time, a wish, or a head that isn't the mirror's yet. */
  const reasonToAsk = async () => {
    for (;;) {
      const isRing = await bells.feed.wait(isLive ? pollWhileLiveMs : pollMs)
      if (isRing && !isAsked && announcedHead === mirror.cursor()?.n && !signal.aborted) continue
      isAsked = false
      return
    }
  }

  const followFeed = async () => {
    let failures = 0
    while (!signal.aborted) {
      const reached = await catchUp()
      if (signal.aborted) return
      if (reached.ok) {
        failures = 0
        found()
        await reasonToAsk()
        continue
      }
      const { problem } = reached
      failures += 1
      // Until then nothing would be sent.
      if (problem.kind === 'snapshotNeeded') isReachable = false
      // Once at no delay: a central that always needs a snapshot must not be asked without pause.
      if (problem.kind === 'snapshotNeeded' && failures === 1) continue
      if (problem.kind === 'revoked') {
        isReachable = false
        tell({ kind: 'revoked' })
        await bells.feed.wait(null)
        continue
      }
      const asked = problem.kind === 'busy' ? problem.retryAfterMs : null
      const waitMs = asked ?? fullJitter(random, failures, reconnecting)
      // Over the budget is not out of reach.
      if (problem.kind !== 'busy' || problem.status === 503) {
        lost(clock.wallMs() + waitMs, problem.kind === 'unreachable' ? problem : {})
      }
      await bells.feed.wait(waitMs)
    }
  }

  const followEvents = async () => {
    let failures = 0
    while (!signal.aborted) {
      if (!isReachable) {
        await bells.events.wait(null)
        continue
      }
      const beganMs = clock.monotonicMs()
      await listen(client, timers, {
        onLive() {
          isLive = true
          askFeed()
        },
        onSign: () => tell({ kind: 'contact', atMs: clock.wallMs() }),
        onMoved(moved) {
          announcedHead = moved
          head = moved
          bells.feed.ring()
        },
      })
      isLive = false
      // A stream that always breaks at once must not use up the budget.
      failures = clock.monotonicMs() - beganMs >= steadyMs ? 1 : failures + 1
      // Asks at once whether central is still there.
      askFeed()
      await bells.events.wait(fullJitter(random, failures, reconnecting))
    }
  }

  const sendOutbox = async () => {
    // An answer that could not be kept, here or in the session before, is asked for again.
    outbox.recover()
    while (!signal.aborted) {
      const nowMs = clock.wallMs()
      const dueMs = isReachable ? outbox.nextDueMs(nowMs) : null
      const waitMs = dueMs === null ? null : dueMs - nowMs
      if (waitMs === null || waitMs > 0) {
        await bells.sender.wait(waitMs === null ? null : Math.min(waitMs, reconnecting.capMs))
        continue
      }
      if (!(await budget.take('now', signal))) return
      const sent = await sender.send()
      if (sent.kind === 'answered' && !isLive) askFeed()
      // Not by the sender's own bell: giving the entries back has rung it.
      if (sent.kind === 'again' && sent.inMs > 0) await bells.backOff.wait(sent.inMs)
      if (sent.kind === 'identityInDoubt') {
        onDoubt(sent.why)
        await bells.sender.wait(null)
      }
      if (sent.kind === 'otherHistory') {
        isReachable = false
        askFeed()
      }
      if (sent.kind === 'nothing') await bells.sender.wait(1_000)
      if (sent.kind === 'lost' && sent.problem.kind !== 'stopped') {
        if (sent.problem.kind === 'unreachable') lost(clock.wallMs(), sent.problem)
        else isReachable = false
        askFeed()
      }
    }
  }

  // What an older program had to pass over, and this one knows, comes with a new snapshot.
  if (mirror.skippedEntities().some((entity) => knownEntities.has(entity))) mirror.forgetCursor()
  const stopListening = store.onCommit((touched) => {
    if (touched.has('outbox')) bells.sender.ring()
  })
  const ringAll = () => {
    for (const bell of Object.values(bells)) bell.ring()
  }
  const endurance = { signal, random, ...(needs.report && { report: needs.report }) }
  const running = Promise.all([
    enduring(endurance, bells.feed, followFeed),
    enduring(endurance, bells.events, followEvents),
    enduring(endurance, bells.sender, sendOutbox),
  ])

  return {
    facts: () => ({ isLive, requestsUsed: budget.used(), head }),
    hurry() {
      outbox.makeDue()
      isAsked = true
      ringAll()
    },
    claim: (id) => (isReachable ? takeClaim(client, id) : Promise.resolve({ kind: 'unanswered' })),
    release(id) {
      if (isReachable) void releaseClaim(client, id)
    },
    async stop() {
      stopListening()
      controller.abort()
      ringAll()
      await running
    },
  }
}
