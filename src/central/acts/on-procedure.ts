// Acts that stand for an event of a procedure: its own rules decide, and what else the act has to ask.
import { type ActBody, eventOf, type ProcedureAct, rowOf } from '../../shared/acts'
import { asMade } from '../../shared/acts/made'
import type { ActProblem, ProblemOf } from '../../shared/acts/problems'
import { seenProcedure } from '../../shared/acts/seen'
import type { ContainerId } from '../../shared/model/ids'
import type { Procedure } from '../../shared/model/procedure'
import { step } from '../../shared/procedure/step'
import { ok, refused } from '../../shared/result'
import { seenDigest } from '../../trust'
import type { CentralAct } from './act'
import type { ActFacts } from './facts'
import type { Read } from './read'

interface Besides<Body> {
  /** What the act asks besides its procedure. */
  reads(body: Body): readonly Read[]
  /** Why not, where the procedure's rules have said yes: they come first, since they say most. */
  problem(body: Body, facts: ActFacts): ActProblem | null
}

export function onProcedure<Body extends ProcedureAct & ActBody>(besides?: Besides<Body>): CentralAct<Body> {
  return {
    reads: (body) => [{ kind: 'procedure', id: body.procedureId }, ...(besides?.reads(body) ?? [])],
    decide(body, facts, by) {
      const before = facts.procedure(body.procedureId)
      const event = eventOf(body, { at: by.at, by: by.actor })
      if (before === undefined || event === null) {
        const { procedureId, seen } = body
        return refused({ problem: { kind: 'unknownProcedure', procedureId, ...(seen && { seen }) }, against: null })
      }
      const other = whyNotAsSeen(before, body)
      if (other !== null) return refused({ problem: other, against: before })
      const stepped = step(before, event)
      if (!stepped.ok) return refused({ problem: stepped.problem, against: before })
      const problem = besides?.problem(body, facts) ?? null
      if (problem !== null) return refused({ problem, against: before })
      const { version } = stepped.value.procedure
      return ok({ effects: [{ kind: 'event', before, event, stepped: stepped.value }], version })
    },
  }
}

/**
 * The procedure is not what the person saw under its number. A number can come to mean something else when central is restored from a
 * backup; what only an older program has asked for names nothing.
 */
function whyNotAsSeen(procedure: Procedure, body: ProcedureAct): ProblemOf<'notWhatWasSeen'> | null {
  const { seen } = body
  if (seen === undefined) return null
  const concerned = rowOf(body).vials(body)
  // SECURITY: over central's own data. What the act says beside the digest is only shown.
  if (seen.digest === seenDigest(procedure, concerned)) return null
  // Saved before the procedure had its number: the bench had shown the same procedure and vials by those of its UUID.
  if (procedure.made !== undefined && seen.digest === digestAsMade(procedure, concerned)) return null
  const { digest: _digest, ...shown } = seen
  return { kind: 'notWhatWasSeen', seen: shown, central: seenProcedure(procedure, concerned) }
}

function digestAsMade(procedure: Procedure, concerned: readonly ContainerId[]): string {
  const made = asMade(procedure)
  const ids = procedure.vials.flatMap(({ containerId }, nth) =>
    concerned.includes(containerId) ? (made.vials[nth]?.containerId ?? []) : [],
  )
  return seenDigest(made, ids)
}
