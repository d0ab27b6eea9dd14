// What the sync centre shows, as a pure function of what is gathered: what waits and why, and how the bench stands with central.

import { assertNever } from '../../../shared/assert-never'
import { type IntentId, intentId, type ProcedureId } from '../../../shared/model/ids'
import type { Procedure } from '../../../shared/model/procedure'
import type { CentralLink } from '../../../shared/views/central-link'
import type { SyncSnapshot, WaitingAct, WaitingFor } from '../../../shared/views/sync'
import type { OutboxEntry } from '../store/contract/outbox'
import { benchActOf } from '../store/outbox/bench-act'
import { verdictOf } from './connection/clock-watch'
import type { StreamState } from './feed/stream-watch'

/** Of the oldest waiting acts, so many are shown. */
export const shownWaiting = 200

export interface SyncFacts {
  readonly link: CentralLink
  readonly stream: StreamState
  readonly lastContactMs: number | null
  readonly clockOffsetMs: number | null
  readonly budget: SyncSnapshot['budget']
  readonly feed: SyncSnapshot['feed']
  readonly confirmed: number
  readonly waitingCount: number
  readonly conflicts: number
  /** The oldest ones, oldest first. */
  readonly waiting: readonly OutboxEntry[]
  readonly procedure: (id: ProcedureId) => Procedure | null
  readonly nowMs: number
}

/** Why each of these (oldest first) waits. A whole run of one aggregate goes into one batch, unless its first is held back. */
function reasons(entries: readonly OutboxEntry[], isOnline: boolean, nowMs: number): readonly WaitingFor[] {
  const heldBack = new Map<string, IntentId>()
  return entries.map(({ envelope, aggregate, state, nextAttemptMs, problem }): WaitingFor => {
    const earlier = heldBack.get(aggregate)
    const isLater = nextAttemptMs !== null && nextAttemptMs > nowMs
    if (earlier === undefined && (state === 'sending' || isLater)) {
      heldBack.set(aggregate, intentId(envelope.intentId))
    }
    if (state === 'sending') return { kind: 'sending' }
    if (!isOnline) return { kind: 'central' }
    if (earlier !== undefined) return { kind: 'earlier', intentId: earlier }
    return isLater ? { kind: 'nextAttempt', atMs: nextAttemptMs, problem } : { kind: 'itsTurn' }
  })
}

function arriving(stream: StreamState): SyncSnapshot['arrives'] {
  switch (stream) {
    case 'live':
    case 'heldBack':
      return stream
    case 'none':
    case 'opening':
      return 'polled'
    default:
      return assertNever(stream)
  }
}

export function syncSnapshot(facts: SyncFacts): SyncSnapshot {
  const { link, nowMs } = facts
  const isOnline = link.kind === 'online'
  const why = reasons(facts.waiting, isOnline, nowMs)
  const waiting = facts.waiting.map((entry, index): WaitingAct => {
    const act = benchActOf(entry, facts.procedure)
    return { ...act, attempts: entry.attempts, waitingFor: why[index] ?? { kind: 'itsTurn' } }
  })
  const attempts = why.flatMap((reason) => (reason.kind === 'nextAttempt' ? [reason.atMs] : []))
  const { lastContactMs, clockOffsetMs, budget, feed, confirmed, waitingCount, conflicts } = facts
  return {
    link,
    arrives: isOnline ? arriving(facts.stream) : 'notAtAll',
    lastContactMs,
    clock: { offsetMs: clockOffsetMs, verdict: verdictOf(clockOffsetMs) },
    budget,
    feed,
    confirmed,
    waitingCount,
    waiting,
    nextAttemptMs: link.kind === 'offline' ? link.nextAttemptMs : attempts.length === 0 ? null : Math.min(...attempts),
    conflicts,
  }
}
