// Sends the outbox in batches and settles what central answers.
import { delayMs } from '../../../../platform/back-off'
import { type IntentsReply, intentsReply } from '../../../../shared/api/bench'
import { assertNever } from '../../../../shared/assert-never'
import type { Clock, Random } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type { FollowedHistory, MirrorForSync } from '../../store/contract/feed'
import type { OutboxEntry, OutboxForSync } from '../../store/contract/outbox'
import type { CallProblem } from '../connection/call-problem'
import type { Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import { historyProof } from '../connection/history-proof'
import { type IdentityDoubt, judged } from './answers'
import { afterAnswers, afterUnanswered, type Batch, fullPace, resendDelay } from './unanswered'

/** What came of one batch. */
export type Sent =
  | { readonly kind: 'identityInDoubt'; readonly why: IdentityDoubt }
  | { readonly kind: 'answered' }
  /** Nothing was decided: more may be sent after so many milliseconds. */
  | { readonly kind: 'again'; readonly inMs: number }
  | { readonly kind: 'nothing' }
  /** Central has another history than the mirror: nothing is sent before the mirror has it too. */
  | { readonly kind: 'otherHistory' }
  | { readonly kind: 'lost'; readonly problem: CallProblem }

export interface Sender {
  /** Sends one batch of what is due. The caller has been admitted by the budget. */
  send(): Promise<Sent>
}

export interface SenderNeeds {
  readonly outbox: OutboxForSync
  readonly mirror: Pick<MirrorForSync, 'history' | 'recordRow'>
  readonly client: Client
  readonly clock: Clock
  readonly random: Random
  readonly clockWatch: ClockWatch
  /** The feed's head after what was decided. */
  readonly onHead: (head: number) => void
}

export function senderOf(needs: SenderNeeds): Sender {
  const { outbox, mirror, clock, random, clockWatch } = needs
  let pace = fullPace

  const requeue = (ids: readonly string[], waitMs: number | null, why: string, countsAsAttempt: boolean) =>
    outbox.requeue(ids, waitMs === null ? null : clock.wallMs() + waitMs, why, countsAsAttempt)

  const settle = ({ ids, attempts }: Batch, { answers }: IntentsReply): Sent => {
    const judgement = judged(ids, answers)
    outbox.settle(judgement.settled)
    if (judgement.kind === 'identityInDoubt') {
      requeue(ids, null, judgement.why, false)
      return judgement
    }
    const waitMs = delayMs(random, resendDelay(attempts))
    if (judgement.unanswered.length > 0) requeue(judgement.unanswered, waitMs, 'unanswered', true)
    pace = afterAnswers(pace)
    return { kind: 'answered' }
  }

  const unanswered = (batch: Batch, problem: CallProblem): Sent => {
    const decided = afterUnanswered(pace, batch, problem)
    const { parked, back, next } = decided
    pace = decided.pace
    if (parked !== null) {
      outbox.park([parked.id], { kind: 'notAccepted', status: parked.status, code: parked.code })
    }
    requeue(batch.ids, back.after === null ? null : delayMs(random, back.after), back.why, back.countsAsAttempt)
    switch (next.kind) {
      case 'again':
        return { kind: 'again', inMs: delayMs(random, next.after) }
      case 'otherHistory':
        return { kind: 'otherHistory' }
      case 'lost':
        return { kind: 'lost', problem }
      default:
        return assertNever(next)
    }
  }

  return {
    async send() {
      const history = mirror.history()
      const entries = history === null ? [] : outbox.nextBatch(pace.batch, clock.wallMs())
      if (history === null || entries.length === 0) return { kind: 'nothing' }
      const batch = batchOf(entries)
      const sentMs = clock.monotonicMs()
      const reply = await post(needs.client, history, entries)
      if (!reply.ok) return unanswered(batch, reply.problem)
      const { head, digest, serverTime } = reply.value
      clockWatch.note(serverTime, sentMs)
      if (mirror.history()?.snapshots !== history.snapshots) {
        // Central was restored since: what it accepted here may be lost again, so it is sent once more.
        requeue(batch.ids, null, 'otherHistory', false)
        return { kind: 'answered' }
      }
      // Before the answers are stored: if the program ends in between, no accepted act may be left without it.
      if (head !== undefined && digest !== undefined)
        mirror.recordRow({ n: head, digest, at: serverTime }, history.rows)
      if (head !== undefined) needs.onHead(head)
      return settle(batch, reply.value)
    },
  }
}

const batchOf = (entries: readonly OutboxEntry[]): Batch => ({
  ids: entries.map(({ envelope }) => envelope.intentId),
  attempts: entries[0]?.attempts ?? 0,
})

async function post(
  client: Client,
  history: FollowedHistory,
  entries: readonly OutboxEntry[],
): Promise<Result<IntentsReply, CallProblem>> {
  const answer = await client.call({
    method: 'POST',
    path: '/intents',
    body: { known: historyProof(history), intents: entries.map(({ envelope }) => envelope) },
    priority: 'paid',
    deadlineMs: 20_000,
  })
  if (!answer.ok) return answer
  const reply = intentsReply.safeParse(answer.value)
  return reply.success ? ok(reply.data) : refused({ kind: 'notUnderstood', detail: 'not an answer to intents' })
}
