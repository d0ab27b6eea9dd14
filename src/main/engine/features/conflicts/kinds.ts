// What a refusal means to the person who has to decide about it. Pure, and total: also a refusal that a newer central has thought up has a kind.
import type { ConflictKind } from '../../../../shared/model/conflict'
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

/** Refusals whose meaning does not hang on who did what. */
const plain: ReadonlyMap<string, ConflictKind> = new Map(
  Object.entries({
    tagUsed: 'tagUsedElsewhere',
    tagTwice: 'tagUsedElsewhere',
    placeTaken: 'placeTaken',
    placeTwice: 'placeTaken',
    unknownPlace: 'movedOn',
    canisterFull: 'movedOn',
    notEntitled: 'rightWithdrawn',
    ownRequest: 'rightWithdrawn',
    outcomesMissing: 'deviceExecuting',
    alreadyDecided: 'deviceExecuting',
    otherDevice: 'deviceExecuting',
    behindRefused: 'movedOn',
    alreadyResolved: 'movedOn',
    notRefused: 'movedOn',
    unexplained: 'movedOn',
    wrongType: 'impossible',
    unknownVial: 'impossible',
    unknownProcedure: 'impossible',
    unknownCanister: 'impossible',
    reasonMissing: 'impossible',
    malformed: 'impossible',
    otherBench: 'impossible',
    wrongHash: 'impossible',
    wrongSignature: 'impossible',
    idUsed: 'impossible',
    sequenceUsed: 'impossible',
    chainBroken: 'impossible',
    notAccepted: 'impossible',
    otherFacility: 'impossible',
  } satisfies Record<string, ConflictKind>),
)

export function conflictKind({ body, problem, state }: RefusedEntry, known: Known): ConflictKind {
  const by = originOf(problem)
  switch (problem?.kind) {
    case 'wrongStatus':
      return ofStatus(problem.status, known, by)
    case 'alreadyTagged':
    case 'otherTag': {
      const isSameTag = body.kind === 'tag.assign' && body.tag === problem.tag
      if (isSameTag) return isElsewhere(known, by) ? 'otherBench' : 'movedOn'
      return isClaimedElsewhere(known) ? 'otherBench' : 'taggedOtherwise'
    }
    case 'vialsUntagged':
    case 'vialsUnplaced':
      return isElsewhere(known, by) ? 'otherBench' : 'movedOn'
    default: {
      // Of a newer central nothing is known but whether another state would have said yes.
      const unheardOf = state === 'conflict' ? 'movedOn' : 'impossible'
      return plain.get(problem?.kind ?? 'unexplained') ?? unheardOf
    }
  }
}

function ofStatus(status: unknown, known: Known, by: Origin | null): ConflictKind {
  switch (status) {
    case 'CANCELLED':
      return 'cancelledCentrally'
    case 'IN_PROGRESS':
    case 'COMPLETED':
    case 'FAILED':
      return 'deviceExecuting'
    default:
      return isElsewhere(known, by) ? 'otherBench' : 'movedOn'
  }
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
