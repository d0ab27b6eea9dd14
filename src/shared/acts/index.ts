// What the rows say of an act: the questions that bench and central ask.
import type { ContainerId, ProcedureId } from '../model/ids'
import type { CaneRef } from '../model/place'
import type { Procedure } from '../model/procedure'
import type { ProcedureEvent, ProcedureRefusal } from '../procedure/event'
import { type Stepped, step } from '../procedure/step'
import { ok, type Result } from '../result'
import type { About, Act } from './act'
import { type ActBody, type ActKind, acts } from './table'
import { caneThing, keyOf } from './things'

export type { ActBody, ActKind, BodyOf } from './table'

/** The row of this body's own kind. */
export const rowOf = ({ kind }: { readonly kind: ActKind }): Act<ActBody> => acts[kind]

/** An act on a procedure, as it can be asked for from a procedure's screen. */
export type ProcedureAct = Extract<ActBody, { readonly procedureId: ProcedureId }>

const ofProcedure = 'procedure:'

/** The name of what an act is about: an outbox row carries it. */
export const aggregateKey = (about: About): string =>
  about.kind === 'procedure' ? `${ofProcedure}${about.procedureId}` : keyOf(caneThing(about))

/** The number in `aggregateKey`; null for what is no procedure. */
export const procedureIn = (aggregate: string): number | null =>
  aggregate.startsWith(ofProcedure) ? Number(aggregate.slice(ofProcedure.length)) : null

/** Acts of one aggregate keep their order; aggregates are independent. */
export const aggregateOf = (body: ActBody): string => aggregateKey(rowOf(body).about(body))

/** The procedure that an act concerns; null for one that concerns a cane. */
export function procedureOf(body: ActBody): ProcedureId | null {
  const about = rowOf(body).about(body)
  return about.kind === 'procedure' ? about.procedureId : null
}

/** The event that an act stands for; null for one that changes no procedure. */
export function eventOf(body: ActBody, happening: Pick<ProcedureEvent, 'at' | 'by'>): ProcedureEvent | null {
  const event = rowOf(body).event(body)
  return event && { ...event, ...happening }
}

/** The procedure after an act, or why its rules refuse it. An act that changes no procedure leaves it as it is. */
export function stepBy(
  procedure: Procedure,
  body: ActBody,
  happening: Pick<ProcedureEvent, 'at' | 'by'>,
): Result<Stepped, ProcedureRefusal> {
  const event = eventOf(body, happening)
  return event === null ? ok({ procedure, effects: [] }) : step(procedure, event)
}

/** The cane that an act makes or needs; null if none. */
export function caneOf(body: ActBody): CaneRef | null {
  const row = rowOf(body)
  const canes = [...row.binds(body), ...row.needs(body)].flatMap((thing) => (thing.kind === 'cane' ? [thing.cane] : []))
  return canes[0] ?? null
}

/** The same act, with another spelling of its cane. */
export function withCane(body: ActBody, cane: string): ActBody {
  switch (body.kind) {
    case 'cane.add':
      return { ...body, cane }
    case 'tag.assign':
      return { ...body, place: { ...body.place, cane } }
    default:
      return body
  }
}

/** The vial that an act puts a tag on; null for one that puts none on. */
export function taggedBy(body: ActBody): ContainerId | null {
  const event = rowOf(body).event(body)
  return event?.kind === 'assignTag' ? event.containerId : null
}
