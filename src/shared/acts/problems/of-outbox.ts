// What the bench's own outbox parks an act with: central has not decided about it.
import { type ProblemRow, plain } from './problem'

export type OutboxProblem =
  /** Central takes no request with this act in it. */
  | { readonly kind: 'notAccepted'; readonly status: number; readonly code: string }
  /** It was saved while the bench belonged to another facility. */
  | { readonly kind: 'otherFacility'; readonly facilityName: string }
  /** Central refused it and did not say why. */
  | { readonly kind: 'unexplained' }

export const ofOutbox = {
  notAccepted: { ...plain, isFinal: true, scope: 'act', canBeAskedAgain: true, meaning: 'impossible' },
  otherFacility: { ...plain, isFinal: true, scope: 'elsewhere', canBeAskedAgain: false, meaning: 'impossible' },
  unexplained: { ...plain, isFinal: false, scope: 'act', canBeAskedAgain: true, meaning: 'movedOn' },
} satisfies { readonly [Kind in OutboxProblem['kind']]: ProblemRow<Extract<OutboxProblem, { kind: Kind }>> }
