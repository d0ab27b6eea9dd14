// Sends the outbox as long as a session lasts and central can be reached.
import { reconnecting } from '../../../../platform/back-off'
import type { WakeSignal } from '../../../../platform/wake-signal'
import { assertNever } from '../../../../shared/assert-never'
import type { CertificateDoubt } from '../../../../shared/enrolment/central'
import type { Clock } from '../../../../shared/ports'
import type { OutboxForSync } from '../../store/bench-store'
import type { Budget } from '../connection/budget'
import { certificateIn } from '../connection/call-problem'
import type { Reach } from '../connection/reach'
import type { IdentityDoubt } from './answers'
import type { Sender, Sent } from './sender'

export type BeforeSending = { readonly kind: 'send' } | { readonly kind: 'wait'; readonly ms: number | null }

/** `dueMs`: when the first act may be sent, epoch milliseconds; null if none can be, whatever time passes. */
export function beforeSending(dueMs: number | null, nowMs: number): BeforeSending {
  if (dueMs === null) return { kind: 'wait', ms: null }
  if (dueMs <= nowMs) return { kind: 'send' }
  // The clock may be set meanwhile.
  return { kind: 'wait', ms: Math.min(dueMs - nowMs, reconnecting.capMs) }
}

/** What follows a batch, in this order. */
export interface AfterSending {
  readonly reach: 'kept' | 'paused' | { readonly lost: { readonly certificate?: CertificateDoubt } }
  /** Brings what central has decided, or shows whether it is still there. */
  readonly asksFeed: boolean
  readonly doubt: IdentityDoubt | null
  /** `forWork` ends as soon as there is something to send; `backOff` does not. */
  readonly wait: 'none' | { readonly forWork: number | null } | { readonly backOff: number }
}

const goOn: AfterSending = { reach: 'kept', asksFeed: false, doubt: null, wait: 'none' }

export function afterSending(sent: Sent, isLive: boolean): AfterSending {
  switch (sent.kind) {
    case 'answered':
      return { ...goOn, asksFeed: !isLive }
    case 'again':
      return sent.inMs > 0 ? { ...goOn, wait: { backOff: sent.inMs } } : goOn
    case 'identityInDoubt':
      return { ...goOn, doubt: sent.why, wait: { forWork: null } }
    case 'otherHistory':
      return { ...goOn, reach: 'paused', asksFeed: true }
    case 'nothing':
      return { ...goOn, wait: { forWork: 1_000 } }
    case 'lost': {
      const { problem } = sent
      if (problem.kind === 'stopped') return goOn
      const isLost = problem.kind === 'unreachable'
      return { ...goOn, reach: isLost ? { lost: certificateIn(problem) } : 'paused', asksFeed: true }
    }
    default:
      return assertNever(sent)
  }
}

export interface OutboxLoopNeeds {
  readonly outbox: Pick<OutboxForSync, 'recover' | 'nextDueMs'>
  readonly sender: Sender
  readonly budget: Pick<Budget, 'admit'>
  readonly reach: Reach
  readonly feed: { isLive(): boolean; ask(): void }
  readonly onDoubt: (why: IdentityDoubt) => void
  /** Something may be due now. */
  readonly work: WakeSignal
  readonly backOff: WakeSignal
  readonly clock: Clock
  readonly signal: AbortSignal
}

export async function sendOutbox(needs: OutboxLoopNeeds): Promise<void> {
  const { outbox, sender, budget, reach, feed, work, clock, signal } = needs
  // If an answer could not be stored, here or in the session before, its act is sent again.
  outbox.recover()
  while (!signal.aborted) {
    const nowMs = clock.wallMs()
    const before = beforeSending(reach.isReachable() ? outbox.nextDueMs(nowMs) : null, nowMs)
    if (before.kind === 'wait') {
      await work.wait(before.ms)
      continue
    }
    if (!(await budget.admit('now', signal))) return
    await follow(afterSending(await sender.send(), feed.isLive()), needs)
  }
}

async function follow(
  { reach: nextReach, asksFeed, doubt, wait }: AfterSending,
  { reach, feed, onDoubt, work, backOff, clock }: OutboxLoopNeeds,
): Promise<void> {
  if (nextReach === 'paused') reach.pause()
  else if (nextReach !== 'kept') reach.lost(clock.wallMs(), nextReach.lost.certificate)
  if (asksFeed) feed.ask()
  if (doubt !== null) onDoubt(doubt)
  if (wait === 'none') return
  // Not on the signal for work: requeuing the entries has just given it.
  if ('backOff' in wait) await backOff.wait(wait.backOff)
  else await work.wait(wait.forWork)
}
