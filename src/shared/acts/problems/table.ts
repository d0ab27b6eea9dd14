// Every reason that this program knows for refusing an act: a problem without its row does not compile.
import type { ProcedureRefusal } from '../../procedure/event'
import { type AnyActProblem, ofAnyAct } from './of-act'
import { type CreationProblem, ofCreation } from './of-creation'
import { type EnvelopeProblem, ofEnvelope } from './of-envelope'
import { type OutboxProblem, ofOutbox } from './of-outbox'
import { ofProcedure } from './of-procedure'
import { ofStorage, type StorageProblem } from './of-storage'
import { ofVial, type VialProblem } from './of-vial'
import type { ProblemRow } from './problem'

/** Why an act has no effect. */
export type ActProblem =
  | ProcedureRefusal
  | StorageProblem
  | VialProblem
  | CreationProblem
  | AnyActProblem
  | EnvelopeProblem
  | OutboxProblem

export type ProblemKind = ActProblem['kind']
export type ProblemOf<Kind extends ProblemKind> = Extract<ActProblem, { readonly kind: Kind }>

export const problems: { readonly [Kind in ProblemKind]: ProblemRow<ProblemOf<Kind>> } = {
  ...ofAnyAct,
  ...ofProcedure,
  ...ofStorage,
  ...ofVial,
  ...ofCreation,
  ...ofEnvelope,
  ...ofOutbox,
}
