// Sends the outbox in batches and settles what central answers. What an unanswered batch means is decided here, and nowhere else.
import { z } from 'zod'
import { fullJitter, reconnecting, resending } from '../../../../platform/back-off'
import { type IntentAnswer, intentsReply } from '../../../../shared/api/bench'
import { assertNever } from '../../../../shared/assert-never'
import type { Clock, Random } from '../../../../shared/ports'
import type { MirrorForSync, OutboxForSync } from '../../store/bench-store'
import type { OutboxEntry } from '../../store/contract'
import type { CallProblem, Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import { isOtherHistory, knownText } from '../feed/feed'

const fullBatch = 100
/** Statuses with which central refuses a request for what is in it; any other says nothing about the intents. */
const aboutTheBody: ReadonlySet<number> = new Set([400, 413, 422])

const reused = z.looseObject({ code: z.literal('INTENT_REUSED'), intentId: z.string() })

/** What the caller does next: send more at once, wait so long, or stop sending until central is found again. */
export type Sent =
  /** Numbers of this bench were used by another machine with the same identity, or before this one was restored. */
  | { readonly kind: 'identityInDoubt'; readonly why: 'sequenceUsed' | 'chainBroken' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'again'; readonly inMs: number }
  | { readonly kind: 'nothing' }
  /** Central has another history than the mirror: nothing is sent before the mirror has it too. */
  | { readonly kind: 'otherHistory' }
  | { readonly kind: 'lost'; readonly problem: CallProblem }

export interface SenderNeeds {
  readonly outbox: OutboxForSync
  readonly mirror: Pick<MirrorForSync, 'history' | 'recordRow'>
  readonly client: Client
  readonly clock: Clock
  readonly random: Random
  readonly clockWatch: ClockWatch
}

const idsOf = (entries: readonly OutboxEntry[]): readonly string[] => entries.map(({ envelope }) => envelope.intentId)

/** This bench was revoked, or has been given another identity, while the batch was under way. The next request will be told so. */
const isOfFormer = ({ result, problem }: IntentAnswer): boolean =>
  result === 'rejected' && problem?.kind === 'otherBench'

/** An intent was rejected for its place in the chain, not for what it asks. */
function doubtOf({ result, problem }: IntentAnswer): 'sequenceUsed' | 'chainBroken' | null {
  if (result !== 'rejected') return null
  return problem?.kind === 'sequenceUsed' || problem?.kind === 'chainBroken' ? problem.kind : null
}

export function senderOf({ outbox, mirror, client, clock, random, clockWatch }: SenderNeeds) {
  // Halved when a batch is refused as a whole, so that the intent that spoils it ends up alone.
  let batch = fullBatch
  /** Requests in a row that came to nothing. */
  let failures = 0
  let otherHistoryTimes = 0

  const settle = (entries: readonly OutboxEntry[], answers: readonly IntentAnswer[]): Sent => {
    const asked = new Set(idsOf(entries))
    const doubted = answers.filter((answer) => doubtOf(answer) !== null)
    const [why = null] = doubted.map(doubtOf)
    if (why !== null) {
      // Not refused by central, but not heard either: all that is not answered otherwise is signed anew.
      const unheard = new Set(doubted.map(({ intentId }) => intentId))
      outbox.settle(answers.filter(({ intentId }) => asked.has(intentId) && !unheard.has(intentId)))
      outbox.requeue([...asked], null, why, false)
      return { kind: 'identityInDoubt', why }
    }
    const final = answers.filter((answer) => asked.has(answer.intentId) && !isOfFormer(answer))
    outbox.settle(final)
    for (const { intentId } of final) asked.delete(intentId)
    const waitMs = fullJitter(random, (entries[0]?.attempts ?? 0) + 1, resending)
    if (asked.size > 0) outbox.requeue([...asked], clock.wallMs() + waitMs, 'unanswered', true)
    batch = Math.min(fullBatch, batch * 2)
    failures = 0
    otherHistoryTimes = 0
    return { kind: 'answered' }
  }

  const unanswered = (entries: readonly OutboxEntry[], problem: CallProblem): Sent => {
    const ids = idsOf(entries)
    const back = (waitMs: number | null, countsAsAttempt: boolean, why: string = problem.kind) =>
      outbox.requeue(ids, waitMs === null ? null : clock.wallMs() + waitMs, why, countsAsAttempt)
    const halve = () => {
      batch = Math.max(1, Math.floor(entries.length / 2))
    }
    switch (problem.kind) {
      case 'unreachable':
      case 'revoked':
      case 'stopped':
        back(null, false)
        return { kind: 'lost', problem }
      case 'busy': {
        back(null, false)
        failures += 1
        return { kind: 'again', inMs: problem.retryAfterMs ?? fullJitter(random, failures, reconnecting) }
      }
      case 'refused': {
        if (isOtherHistory(problem)) {
          // At once after the first, with the mirror's new history; a central that says so for ever must not be asked without pause.
          const waitMs = otherHistoryTimes === 0 ? null : fullJitter(random, otherHistoryTimes, reconnecting)
          back(waitMs, false, 'otherHistory')
          otherHistoryTimes += 1
          return { kind: 'otherHistory' }
        }
        if (!aboutTheBody.has(problem.status)) break
        const spoilt = reused.safeParse(problem.error).data?.intentId
        const culprit = entries.length === 1 ? ids[0] : ids.find((id) => id === spoilt)
        if (culprit !== undefined) {
          const { code } = problem.error
          outbox.park([culprit], { kind: 'notAccepted', status: problem.status, code })
        }
        back(null, false)
        halve()
        return { kind: 'again', inMs: 0 }
      }
      case 'failed':
      case 'notUnderstood':
      case 'tooLarge':
        break
      default:
        return assertNever(problem)
    }
    // The effect may be there although the answer is not: the same ids again, later, and in smaller company.
    back(fullJitter(random, (entries[0]?.attempts ?? 0) + 1, resending), true)
    halve()
    failures += 1
    return { kind: 'again', inMs: fullJitter(random, failures, reconnecting) }
  }

  return {
    /** Sends one batch of what is due. The caller has taken its token of the budget. */
    async send(): Promise<Sent> {
      const history = mirror.history()
      const entries = history === null ? [] : outbox.nextBatch(batch, clock.wallMs())
      if (history === null || entries.length === 0) return { kind: 'nothing' }
      const sentMs = clock.monotonicMs()
      const answer = await client.call({
        method: 'POST',
        path: '/intents',
        body: { known: knownText(history), intents: entries.map(({ envelope }) => envelope) },
        priority: 'paid',
        deadlineMs: 20_000,
      })
      if (!answer.ok) return unanswered(entries, answer.problem)
      const reply = intentsReply.safeParse(answer.value)
      if (!reply.success) return unanswered(entries, { kind: 'notUnderstood', detail: 'not an answer to intents' })
      clockWatch.note(reply.data.serverTime, sentMs)
      if (mirror.history()?.snapshots !== history.snapshots) {
        // The answer of a central that was restored since: what it accepted may be gone, and is asked for again.
        outbox.requeue(idsOf(entries), null, 'otherHistory', false)
        return { kind: 'answered' }
      }
      const { head, digest } = reply.data
      // Before the answers are kept: an end in between must not leave an accepted act without it.
      if (head !== undefined && digest !== undefined) mirror.recordRow({ n: head, digest }, history.rows)
      return settle(entries, reply.data.answers)
    },
  }
}
