// The bench's column: the procedure as this bench had foreseen it, and in what that differs from central's. Pure.
import { assertNever } from '../../../../shared/assert-never'
import type { Conflict } from '../../../../shared/model/conflict'
import type { ContainerId } from '../../../../shared/model/ids'
import { type Place, samePlace } from '../../../../shared/model/place'
import type { Actor, Procedure, ProcedureStatus, ProcedureVial } from '../../../../shared/model/procedure'
import type { RefusedEntry } from '../../store/bench-store'
import type { Origin } from './origin'

/**
 * Lays the refused acts over central's procedure of now without asking its rules: they were right by the state that the bench
 * knew then, which nobody keeps.
 */
export function foreseenBy(acts: readonly RefusedEntry[], procedure: Procedure): Procedure {
  return acts.reduce((before: Procedure, { body, envelope }): Procedure => {
    switch (body.kind) {
      case 'tag.assign':
        return withVial(at(before, 'PENDING'), body.containerId, { tag: body.tag, place: body.place })
      case 'tag.release':
        return withVial(at(before, 'PENDING'), body.containerId, { tag: null, place: null })
      case 'procedure.prepare':
        return { ...at(before, 'CREATED'), preparedBy: envelope.actor }
      case 'procedure.accept':
        return { ...at(before, 'CREATED'), acceptedBy: envelope.actor }
      case 'procedure.cancel':
        return { ...at(before, 'CANCELLED'), reason: body.reason }
      case 'cane.add':
      case 'conflict.resolve':
        return before
      default:
        return assertNever(body)
    }
  }, procedure)
}

const at = (procedure: Procedure, status: ProcedureStatus): Procedure => ({
  ...procedure,
  status,
  statusName: status,
  reason: null,
  device: null,
  startedAt: null,
  completedAt: null,
})

const withVial = (procedure: Procedure, id: ContainerId, change: Partial<ProcedureVial>): Procedure => ({
  ...procedure,
  vials: procedure.vials.map((vial) => (vial.containerId === id ? { ...vial, ...change } : vial)),
})

export interface Columns {
  readonly acts: readonly RefusedEntry[]
  readonly foreseen: Procedure | null
  readonly central: Procedure | null
  readonly by: Origin | null
}

export function differencesOf({ acts, foreseen, central, by }: Columns): Conflict['differs'] {
  if (foreseen === null || central === null) return []
  const pairs = foreseen.vials.flatMap((ours) => {
    const theirs = central.vials.find((vial) => vial.containerId === ours.containerId)
    return theirs === undefined ? [] : [{ ours, theirs }]
  })
  const found: Record<Conflict['differs'][number], boolean> = {
    status: foreseen.statusName !== central.statusName,
    tag: pairs.some(({ ours, theirs }) => ours.tag !== theirs.tag),
    place: pairs.some(({ ours, theirs }) => !isSamePlace(ours.place, theirs.place)),
    person: acts.some(({ problem, envelope }) => isOthers(problem?.kind, envelope.actor, by)),
    device: central.device !== null,
  }
  return (['status', 'tag', 'place', 'person', 'device'] as const).filter((each) => found[each])
}

const isSamePlace = (a: Place | null, b: Place | null): boolean =>
  a === null || b === null ? a === b : samePlace(a, b)

/** The person may not, or somebody else was there before. */
function isOthers(problem: string | undefined, actor: Actor, by: Origin | null): boolean {
  if (problem === 'notEntitled' || problem === 'ownRequest') return true
  return by?.actor.kind === 'person' && actor.kind === 'person' && by.actor.personId !== actor.personId
}
