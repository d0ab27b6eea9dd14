// The row of an act: all that bench, central and screens know of its kind. How to add one: docs/adding-an-act.md.
import type { z } from 'zod'
import type { ContainerId, ProcedureId } from '../model/ids'
import type { CaneRef, Place } from '../model/place'
import type { Actor, Procedure } from '../model/procedure'
import type { TagId } from '../model/reader'
import type { ProcedureEvent } from '../procedure/event'
import type { Right } from '../rights'
import type { ProblemKind } from './problems/table'
import type { Seen } from './seen'
import type { Thing } from './things'
import type { WireFields } from './wire-fields'

/** What an act is about. Acts about the same keep their order; all others are independent. */
export type About =
  | { readonly kind: 'procedure'; readonly procedureId: ProcedureId }
  | ({ readonly kind: 'cane' } & CaneRef)
  | { readonly kind: 'vial'; readonly containerId: ContainerId }
  /** What central may have lost in a restore. */
  | { readonly kind: 'loss'; readonly lossId: string }

/** Every act on a procedure names it, and what it is as the person saw it; absent from acts of programs that did not say so. */
export type OnProcedure = {
  readonly procedureId: ProcedureId
  readonly seen?: Seen | undefined
}

/** What happens to a procedure, without who did it and when. */
export type EventFields = ProcedureEvent extends infer Event
  ? Event extends ProcedureEvent
    ? Omit<Event, 'at' | 'by'>
    : never
  : never

/** What a list shows of an act besides its kind. */
export interface ActDetails {
  readonly tag: TagId | null
  readonly place: Place | null
  /** As the person gave it. */
  readonly reason: string | null
}

/** What a person has done with a vial by hand when the act was saved: what they do when it turns out not to count. */
export type ByHand = 'putTagOn' | 'tookTagOff' | 'letVialsOut' | 'nothing'

/** Methods, so that a row stands for its kind wherever any act is handled: the table gives each body its own row. */
export interface Act<Body extends { readonly kind: string }> {
  readonly kind: Body['kind']
  /** Who may. */
  readonly right: Right
  about(body: Body): About
  /** What it does to a procedure; null if nothing. */
  event(body: Body): EventFields | null
  /** What it takes or makes, and nobody else can have then. */
  binds(body: Body): readonly Thing[]
  /** What must be there before it. */
  needs(body: Body): readonly Thing[]
  /** What it gives back for others to take. */
  frees(body: Body): readonly Thing[]
  /** The vials that it concerns; none for an act on a whole procedure. */
  vials(body: Body): readonly ContainerId[]
  details(body: Body): ActDetails
  /** The procedure as the bench had foreseen it with this act, whatever the rules say: laid over central's once it was refused. */
  foresee(procedure: Procedure, body: Body, by: Actor): Procedure
  /** What in the bench's mirror shows that central has done it. */
  readonly shownBy: 'procedureVersion' | 'cane' | 'vial' | 'loss'
  readonly byHand: ByHand
  /** At the conflict desk it can be asked for once more, as it was. */
  readonly canBeAskedAgain: boolean
  /** What central can refuse it with, besides what any act can meet (`problems/index.ts`). */
  readonly problems: readonly ProblemKind[]
  /** Its body on the wire: called only where bodies are parsed. */
  wire(fields: WireFields): z.ZodObject & z.ZodType<Body>
}

/** The row of a kind: what is missing from it does not compile. Its schema keeps its own type, from which comes that of the wire. */
export const act =
  <Body extends { readonly kind: string }>() =>
  <const Row extends Act<Body>>(row: Row): Omit<Act<Body>, 'wire'> & Pick<Row, 'wire'> =>
    row

export const nothing = (): readonly never[] => []

export const onProcedure = ({ procedureId }: { readonly procedureId: ProcedureId }): About => ({
  kind: 'procedure',
  procedureId,
})
