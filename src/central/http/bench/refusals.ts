import { assertNever } from '../../../shared/assert-never'
import type { ClaimProblem } from '../../domain/benches/claims'
import type { HistoryProblem } from '../../domain/feed/history'
import { HttpRefusal, unknownThing } from '../refusal'

/** How a bench is told of the problem. */
export function refusalOf(problem: ClaimProblem | HistoryProblem): HttpRefusal {
  switch (problem.kind) {
    case 'unknownProcedure':
      return unknownThing(`Procedure ${problem.procedureId}`)
    case 'closed':
      return new HttpRefusal('CONFLICT', `The procedure is ${problem.status}`)
    case 'claimed':
      return new HttpRefusal('CONFLICT', `Claimed by ${problem.claim.benchName}`, { claim: problem.claim })
    case 'otherEpoch':
      return new HttpRefusal('EPOCH_CHANGED', 'The feed starts anew: take a snapshot', {
        epoch: problem.epoch,
        head: problem.head,
      })
    default:
      return assertNever(problem)
  }
}
