// Acts that stand for an event of a procedure: its own rules decide, and what else the act has to ask.
import type { ActBody, ProcedureAct } from '../../shared/acts'
import { eventOf } from '../../shared/acts'
import type { ActProblem } from '../../shared/acts/problems'
import { step } from '../../shared/procedure/step'
import { ok, refused } from '../../shared/result'
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
        return refused({ problem: { kind: 'unknownProcedure', procedureId: body.procedureId }, against: null })
      }
      const stepped = step(before, event)
      if (!stepped.ok) return refused({ problem: stepped.problem, against: before })
      const problem = besides?.problem(body, facts) ?? null
      if (problem !== null) return refused({ problem, against: before })
      const { version } = stepped.value.procedure
      return ok({ effects: [{ kind: 'event', before, event, stepped: stepped.value }], version })
    },
  }
}
