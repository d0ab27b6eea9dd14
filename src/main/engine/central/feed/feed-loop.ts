// Follows the feed as long as a session lasts. Only this loop looks for a central that was lost; the others wait until it has found it.
import { type Delay, delayMs, reconnecting } from '../../../../platform/back-off'
import type { WakeSignal } from '../../../../platform/wake-signal'
import { assertNever } from '../../../../shared/assert-never'
import type { CertificateDoubt } from '../../../../shared/enrolment/central'
import type { Clock, Random } from '../../../../shared/ports'
import { certificateIn } from '../connection/call-problem'
import type { LinkEvent } from '../connection/link'
import type { Reach } from '../connection/reach'
import type { CatchUp } from './catch-up'
import type { FeedWatch } from './feed-watch'
import type { FeedProblem } from './page'

export type AfterFailure =
  /** At once. Until the snapshot is there nothing is sent. */
  | { readonly kind: 'askAgain' }
  | { readonly kind: 'revoked' }
  /** `isLost`: central is out of reach, and is shown so. */
  | {
      readonly kind: 'retry'
      readonly after: Delay
      readonly isLost: boolean
      readonly certificate?: CertificateDoubt
    }

/** What follows when the mirror could not be brought to central's head. `failures`: in a row, this one included. */
export function afterFailure(problem: FeedProblem, failures: number): AfterFailure {
  const backOff: Delay = { attempt: failures, range: reconnecting }
  switch (problem.kind) {
    case 'revoked':
      return { kind: 'revoked' }
    case 'snapshotNeeded':
      // Once at no delay: a central that always needs a snapshot must not be asked without pause.
      return failures === 1 ? { kind: 'askAgain' } : { kind: 'retry', after: backOff, isLost: true }
    case 'busy':
      // Over the budget is not out of reach.
      return { kind: 'retry', after: problem.retryAfterMs ?? backOff, isLost: problem.status === 503 }
    case 'unreachable':
    case 'failed':
    case 'refused':
    case 'notUnderstood':
    case 'tooLarge':
    case 'stopped':
      return { kind: 'retry', after: backOff, isLost: true, ...certificateIn(problem) }
    default:
      return assertNever(problem)
  }
}

export interface FeedLoopNeeds {
  readonly catchUp: CatchUp
  readonly watch: Pick<FeedWatch, 'reason'>
  readonly reach: Reach
  readonly wake: WakeSignal
  readonly record: (event: LinkEvent) => void
  readonly clock: Clock
  readonly random: Random
  readonly signal: AbortSignal
}

export async function followFeed(needs: FeedLoopNeeds): Promise<void> {
  const { catchUp, watch, reach, signal } = needs
  let failures = 0
  while (!signal.aborted) {
    const reached = await catchUp()
    if (signal.aborted) return
    if (reached.ok) {
      failures = 0
      reach.found()
      await watch.reason()
    } else {
      failures += 1
      await waitAfter(afterFailure(reached.problem, failures), needs)
    }
  }
}

async function waitAfter(next: AfterFailure, { reach, wake, record, clock, random }: FeedLoopNeeds): Promise<void> {
  switch (next.kind) {
    case 'askAgain':
      reach.pause()
      return
    case 'revoked':
      reach.pause()
      record({ kind: 'revoked' })
      await wake.wait(null)
      return
    case 'retry': {
      const waitMs = delayMs(random, next.after)
      if (next.isLost) reach.lost(clock.wallMs() + waitMs, next.certificate)
      await wake.wait(waitMs)
      return
    }
    default:
      assertNever(next)
  }
}
