// What a refusal means to the person who has to decide about it. Pure, and total: also a refusal that a newer central has thought up has a kind.
import { rowOf } from '../../../../shared/acts'
import { meaningOf, type ToldProblem } from '../../../../shared/acts/problems'
import { claimMsLeft } from '../../../../shared/model/claim'
import type { ConflictKind } from '../../../../shared/model/conflict-kind'
import type { Procedure } from '../../../../shared/model/procedure'
import type { RefusedEntry } from '../../store/contract/outbox'
import { type Origin, originOf } from './origin'

export interface ConflictFacts {
  /** This bench, and what it was called when the act was done. */
  readonly ownBenches: ReadonlySet<string>
  /** As central's feed last told. */
  readonly procedure: Procedure | null
  /** Central's time, ISO 8601. */
  readonly now: string
}

const unexplained: ToldProblem = { kind: 'unexplained' }

export function conflictKind({ body, problem, state }: RefusedEntry, facts: ConflictFacts): ConflictKind {
  return meaningOf(problem ?? unexplained, state !== 'conflict', {
    isElsewhere: () => isElsewhere(facts, originOf(problem)),
    isClaimedElsewhere: () => isClaimedElsewhere(facts),
    bindsTag: (tag) =>
      rowOf(body)
        .binds(body)
        .some((thing) => thing.kind === 'tag' && thing.tag === tag),
  })
}

const isOther = (bench: string | undefined, { ownBenches }: ConflictFacts): boolean =>
  bench !== undefined && !ownBenches.has(bench)

/** Another bench has done, or holds, what this one wanted to do. */
function isElsewhere(facts: ConflictFacts, by: Origin | null): boolean {
  const { procedure } = facts
  const actors = by === null ? [procedure?.preparedBy, procedure?.acceptedBy] : [by.actor]
  return actors.some((actor) => actor?.kind === 'person' && isOther(actor.benchId, facts)) || isClaimedElsewhere(facts)
}

function isClaimedElsewhere(facts: ConflictFacts): boolean {
  const claim = facts.procedure?.claim
  return !!claim && claimMsLeft(claim, Date.parse(facts.now)) > 0 && isOther(claim.benchId, facts)
}
