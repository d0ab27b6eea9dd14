// What a supervisor decides: accept a retrieval, or refuse or withdraw a procedure with a reason. Central has the last word.
import { rowOf, stepBy } from '../../../../shared/acts'
import type { ApproveRetrieval } from '../../../../shared/acts/approve-retrieval'
import type { CancelProcedure } from '../../../../shared/acts/cancel-procedure'
import type { EndProcedure } from '../../../../shared/acts/end-procedure'
import type { ReleaseTag } from '../../../../shared/acts/release-tag'
import type { ContainerId, ProcedureId } from '../../../../shared/model/ids'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { Clock } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import { isReserved, whyNot } from '../../../../shared/rights'
import type { Refusal } from '../../../../shared/views/refusal'
import { isAsShown, type ShownProcedure } from '../../../../shared/views/shown'
import type { People } from '../../people/people'
import type { Procedures } from '../../procedures/procedures'

/** What the window showed of a vial's tag. */
interface ShownTag {
  readonly shown?: ShownProcedure | undefined
  readonly tag?: string | undefined
}

/** `shown`: what the window showed of the procedure; where it is something else by now, nothing is done. */
export interface Approvals {
  /** A RETRIEVAL that is PENDING becomes CREATED here at once; the procedure comes back as this bench foresees it. */
  accept(id: ProcedureId, shown?: ShownProcedure): Result<Procedure, Refusal>
  /** Refuses what is PENDING, withdraws what no device has claimed yet. */
  cancel(id: ProcedureId, reason: string, shown?: ShownProcedure): Result<Procedure, Refusal>
  /** Takes a tag off that any bench has put on, as long as the procedure is PENDING and no other bench works on it. */
  releaseTag(id: ProcedureId, vial: ContainerId, reason: string, seen?: ShownTag): Result<Procedure, Refusal>
  /** Ends what runs, in place of its device; every vial that the device has not told of gets its outcome. */
  end(
    id: ProcedureId,
    reason: string,
    outcomes: EndProcedure['outcomes'],
    shown?: ShownProcedure,
  ): Result<Procedure, Refusal>
}

export interface ApprovalsNeeds {
  readonly procedures: Procedures
  readonly people: People
  readonly clock: Clock
  readonly whoActs: () => Result<Actor, Refusal>
  /** Bench clock minus central's, milliseconds, where it is so wrong that nothing may be signed with it; else null. */
  readonly wrongClockMs: () => number | null
}

export function approvals({ procedures, people, clock, whoActs, wrongClockMs }: ApprovalsNeeds): Approvals {
  const act = (
    body: ApproveRetrieval | CancelProcedure | EndProcedure | ReleaseTag,
    shown: ShownProcedure | undefined,
  ): Result<Procedure, Refusal> => {
    const actor = whoActs()
    if (!actor.ok) return actor
    const notEntitled = whyNot(people.current(), rowOf(body).right)
    if (notEntitled !== null) return refused(notEntitled)
    const offsetMs = isReserved(rowOf(body).right) ? wrongClockMs() : null
    if (offsetMs !== null) return refused({ kind: 'clockWrong', offsetMs })
    const id = body.procedureId
    const before = procedures.foreseen(id)
    if (before === null) return refused({ kind: 'noSuchProcedure' })
    if (!isAsShown(shown, before.procedure)) return refused({ kind: 'changedMeanwhile' })
    const at = new Date(clock.wallMs()).toISOString()
    const stepped = stepBy(before.procedure, body, { at, by: actor.value })
    if (!stepped.ok) return stepped
    procedures.write(id, () => procedures.ask(body, actor.value))
    return ok(procedures.foreseen(id)?.procedure ?? stepped.value.procedure)
  }
  return {
    accept: (procedureId, shown) => act({ kind: 'procedure.accept', procedureId }, shown),
    cancel: (procedureId, reason, shown) => act({ kind: 'procedure.cancel', procedureId, reason }, shown),
    releaseTag(procedureId, containerId, reason, seen = {}) {
      const procedure = procedures.foreseen(procedureId)?.procedure
      if (procedure === undefined) return refused({ kind: 'noSuchProcedure' })
      const claim = procedures.claimedElsewhere(procedure)
      if (claim !== null) {
        return refused({ kind: 'claimedElsewhere', benchName: claim.benchName, until: claim.expiresAt })
      }
      const tag = procedure.vials.find((vial) => vial.containerId === containerId)?.tag ?? null
      if (tag === null) return refused({ kind: 'noSuchVial' })
      if (seen.tag !== undefined && seen.tag !== tag) return refused({ kind: 'changedMeanwhile' })
      return act({ kind: 'tag.release', procedureId, containerId, tag, reason }, seen.shown)
    },
    end: (procedureId, reason, outcomes, shown) => act({ kind: 'procedure.end', procedureId, reason, outcomes }, shown),
  }
}
