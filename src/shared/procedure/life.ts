// The life of a tag and of a place, by what is known of the vial: one rule for bench and central.
import { isOpen, type Procedure, type ProcedureVial } from '../model/procedure'
import type { ProcedureEffect, ProcedureEvent } from './event'

/** What a vial has because of its procedure, and no other vial can have. */
export type Held = Pick<ProcedureVial, 'tag' | 'place'>

const nothing: Held = { tag: null, place: null }

type Said = Pick<Procedure, 'type' | 'status' | 'lateReports'>

/** What was said of a vial, by its outcome and by a device that disagreed later. */
const saidOf = ({ lateReports = [] }: Said, { containerId, outcome }: ProcedureVial) => [
  outcome,
  ...lateReports.filter((report) => report.containerId === containerId).map(({ said }) => said),
]

/**
 * A tag is its vial's as long as the procedure is open; for good once the vial has been in storage, or may have been. What never got there
 * leaves its tag and its place with the end of the procedure. A place is held by what may be in it.
 */
export function heldBy(procedure: Said, vial: ProcedureVial): Held {
  const { type, status } = procedure
  const { tag, place } = vial
  const said = saidOf(procedure, vial)
  switch (type) {
    case 'STORE': {
      // A status that this program doesn't know counts as open.
      const isOver = status !== 'UNKNOWN' && !isOpen(status)
      if (!isOver || said.includes('done') || said.includes('unknown')) return { tag, place }
      return vial.returning === true ? { tag, place: null } : nothing
    }
    case 'RETRIEVAL':
      return { tag, place: said.every((each) => each === 'done') ? null : place }
    default:
      return nothing
  }
}

/** What has to be bound and freed when a procedure changes from one state to the other. */
export function changesOfHeld(before: Procedure, after: Procedure, event: ProcedureEvent): readonly ProcedureEffect[] {
  const { at, kind: why } = event
  const earlier = new Map(before.vials.map((vial) => [vial.containerId, vial]))
  const effects: ProcedureEffect[] = []
  const leaving: ProcedureVial['containerId'][] = []
  for (const vial of after.vials) {
    const { containerId } = vial
    const known = earlier.get(containerId)
    if (known === vial && before.status === after.status && before.lateReports === after.lateReports) continue
    const was = known === undefined ? nothing : heldBy(before, known)
    const is = heldBy(after, vial)
    if (was.tag !== null && was.tag !== is.tag) effects.push({ kind: 'freeTag', containerId, tag: was.tag, at, why })
    if (is.tag !== null && was.tag !== is.tag) effects.push({ kind: 'bindTag', containerId, tag: is.tag, at })
    if (was.place !== null && is.place === null) leaving.push(containerId)
    if (was.place === null && is.place !== null) effects.push({ kind: 'bindPlace', containerId, place: is.place })
  }
  return leaving.length === 0 ? effects : [...effects, { kind: 'freePlaces', containerIds: leaving }]
}
