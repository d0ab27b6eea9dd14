// What a refusal means to the person who has to decide about it. Pure, and total: also a refusal that a newer central has thought up has a kind.
import { rowOf } from '../../../../shared/acts'
import { meaningOf, type ToldProblem } from '../../../../shared/acts/problems'
import type { ConflictKind } from '../../../../shared/model/conflict-kind'
import type { Procedure } from '../../../../shared/model/procedure'
import type { RefusedEntry } from '../../store/bench-store'
import { type Origin, originOf } from './origin'

export interface Known {
  /** This bench, and what it was called when the act was done. */
  readonly ownBenches: ReadonlySet<string>
  /** As central's feed last told. */
  readonly procedure: Procedure | null
  /** Central's time, ISO 8601. */
  readonly now: string
}

const unexplained: ToldProblem = { kind: 'unexplained' }

export function conflictKind({ body, problem, state }: RefusedEntry, known: Known): ConflictKind {
  return meaningOf(problem ?? unexplained, state !== 'conflict', {
    isElsewhere: () => isElsewhere(known, originOf(problem)),
    isClaimedElsewhere: () => isClaimedElsewhere(known),
    bindsTag: (tag) =>
      rowOf(body)
        .binds(body)
        .some((thing) => thing.kind === 'tag' && thing.tag === tag),
  })
}

const isOther = (bench: string | undefined, { ownBenches }: Known): boolean =>
  bench !== undefined && !ownBenches.has(bench)

/** Another bench has done, or holds, what this one wanted to do. */
function isElsewhere(known: Known, by: Origin | null): boolean {
  const { procedure } = known
  const actors = by === null ? [procedure?.preparedBy, procedure?.acceptedBy] : [by.actor]
  return actors.some((actor) => actor?.kind === 'person' && isOther(actor.benchId, known)) || isClaimedElsewhere(known)
}

function isClaimedElsewhere(known: Known): boolean {
  const claim = known.procedure?.claim
  return !!claim && claim.expiresAt > known.now && isOther(claim.benchId, known)
}
