// What a batch that got no answers means, how large the next one is, and when it leaves: pure, and decided here only.

import { type Delay, reconnecting, resending } from '../../../../platform/back-off'
import { intentReused } from '../../../../shared/api/bench'
import { assertNever } from '../../../../shared/assert-never'
import { intentsPerBatch } from '../../../../shared/model/limits'
import type { CallProblem } from '../connection/call-problem'
import { isOtherHistory } from '../connection/history-proof'

/** Statuses with which central refuses a request for what is in it; any other says nothing about the intents. */
const aboutTheBody: ReadonlySet<number> = new Set([400, 413, 422])

export interface Pace {
  /** Halved when a batch is refused as a whole, so that the act that spoils it ends up alone. */
  readonly batch: number
  /** Requests in a row that came to nothing. */
  readonly failures: number
  /** How often in a row central said that it has another history. */
  readonly otherHistories: number
}

export const fullPace: Pace = { batch: intentsPerBatch, failures: 0, otherHistories: 0 }

export const afterAnswers = ({ batch }: Pace): Pace => ({ ...fullPace, batch: Math.min(intentsPerBatch, batch * 2) })

/** The batch that got no answers. */
export interface Batch {
  readonly ids: readonly string[]
  /** Of its first act. */
  readonly attempts: number
}

export const resendDelay = (attempts: number): Delay => ({ attempt: attempts + 1, range: resending })

export interface Unanswered {
  readonly pace: Pace
  /** The act that spoils the batch: it is not sent again. */
  readonly parked: { readonly id: string; readonly status: number; readonly code: string } | null
  /** How the batch goes back to the queue. `after` null: may be sent again at once. */
  readonly back: { readonly after: Delay | null; readonly why: string; readonly countsAsAttempt: boolean }
  readonly next:
    | { readonly kind: 'again'; readonly after: Delay }
    | { readonly kind: 'otherHistory' }
    | { readonly kind: 'lost' }
}

export function afterUnanswered(pace: Pace, batch: Batch, problem: CallProblem): Unanswered {
  switch (problem.kind) {
    case 'unreachable':
    case 'revoked':
    case 'stopped':
      return { pace, parked: null, back: atOnce(problem.kind), next: { kind: 'lost' } }
    case 'busy': {
      const failures = pace.failures + 1
      const after = problem.retryAfterMs ?? { attempt: failures, range: reconnecting }
      return { pace: { ...pace, failures }, parked: null, back: atOnce('busy'), next: { kind: 'again', after } }
    }
    case 'refused':
      if (isOtherHistory(problem)) return afterOtherHistory(pace)
      return aboutTheBody.has(problem.status) ? afterSpoilt(pace, batch, problem) : afterFailure(pace, batch, 'refused')
    case 'failed':
    case 'notUnderstood':
    case 'tooLarge':
      return afterFailure(pace, batch, problem.kind)
    default:
      return assertNever(problem)
  }
}

const atOnce = (why: string): Unanswered['back'] => ({ after: null, why, countsAsAttempt: false })

const half = (ids: readonly string[]): number => Math.max(1, Math.floor(ids.length / 2))

/** The first time, at once after the mirror has the new history. A central that always says so must not be asked without pause. */
function afterOtherHistory(pace: Pace): Unanswered {
  const { otherHistories } = pace
  return {
    pace: { ...pace, otherHistories: otherHistories + 1 },
    parked: null,
    back: {
      after: otherHistories === 0 ? null : { attempt: otherHistories, range: reconnecting },
      why: 'otherHistory',
      countsAsAttempt: false,
    },
    next: { kind: 'otherHistory' },
  }
}

/** The request was refused for what is in it: for the act that central names, or the only one there is. */
function afterSpoilt(
  pace: Pace,
  { ids }: Batch,
  { status, error }: Extract<CallProblem, { kind: 'refused' }>,
): Unanswered {
  const named = intentReused.safeParse(error).data?.intentId
  const culprit = ids.length === 1 ? ids[0] : ids.find((id) => id === named)
  return {
    pace: { ...pace, batch: half(ids) },
    parked: culprit === undefined ? null : { id: culprit, status, code: error.code },
    back: atOnce('refused'),
    next: { kind: 'again', after: 0 },
  }
}

/** Central may have decided although no answer came: the same ids are sent again, later and in a smaller batch. */
function afterFailure(pace: Pace, { ids, attempts }: Batch, why: string): Unanswered {
  const failures = pace.failures + 1
  return {
    pace: { ...pace, batch: half(ids), failures },
    parked: null,
    back: { after: resendDelay(attempts), why, countsAsAttempt: true },
    next: { kind: 'again', after: { attempt: failures, range: reconnecting } },
  }
}
