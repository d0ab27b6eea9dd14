// What central's answers to a batch mean for its acts, as a pure function.
import type { IntentAnswer } from '../../../../shared/api/bench'

/** Numbers of this bench were used by another machine with the same identity, or before this one was restored. */
export type IdentityDoubt = 'sequenceUsed' | 'chainBroken'

export type Judged =
  /** What is not in `settled` was neither accepted nor refused: it will be signed anew by another identity. */
  | { readonly kind: 'identityInDoubt'; readonly why: IdentityDoubt; readonly settled: readonly IntentAnswer[] }
  | {
      readonly kind: 'answered'
      readonly settled: readonly IntentAnswer[]
      /** Sent, and not decided. */
      readonly unanswered: readonly string[]
    }

/** An intent was rejected for its place in the chain, not for what it asks. */
function doubtOf({ result, problem }: IntentAnswer): IdentityDoubt | null {
  if (result !== 'rejected') return null
  return problem?.kind === 'sequenceUsed' || problem?.kind === 'chainBroken' ? problem.kind : null
}

/** This bench was revoked, or given another identity, while the batch was under way. The answer to the next request will say so. */
const isOfFormer = ({ result, problem }: IntentAnswer): boolean =>
  result === 'rejected' && problem?.kind === 'otherBench'

/** `sent`: the ids of the batch. An answer to what was not sent counts for nothing. */
export function judged(sent: readonly string[], answers: readonly IntentAnswer[]): Judged {
  const asked = new Set(sent)
  const ours = answers.filter(({ intentId }) => asked.has(intentId))
  const doubted = answers.filter((answer) => doubtOf(answer) !== null)
  const [why = null] = doubted.map(doubtOf)
  if (why !== null) {
    const unheard = new Set(doubted.map(({ intentId }) => intentId))
    return { kind: 'identityInDoubt', why, settled: ours.filter(({ intentId }) => !unheard.has(intentId)) }
  }
  const settled = ours.filter((answer) => !isOfFormer(answer))
  const decided = new Set(settled.map(({ intentId }) => intentId))
  return { kind: 'answered', settled, unanswered: sent.filter((id) => !decided.has(id)) }
}
