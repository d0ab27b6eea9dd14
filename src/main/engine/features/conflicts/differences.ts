// The bench's column: the procedure as this bench had foreseen it, and in what that differs from central's. Pure.
import { rowOf } from '../../../../shared/acts'
import { rowOfTold, type ToldProblem } from '../../../../shared/acts/problems'
import { type Place, samePlace } from '../../../../shared/model/place'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { Conflict } from '../../../../shared/views/conflict'
import type { RefusedEntry } from '../../store/contract/outbox'
import type { Origin } from './origin'

/**
 * Lays the refused acts over central's procedure of now without asking its rules: they were right by the state that the bench
 * knew then, which nobody keeps.
 */
export function foreseenBy(acts: readonly RefusedEntry[], procedure: Procedure): Procedure {
  return acts.reduce(
    (before: Procedure, { body, envelope }) => rowOf(body).foresee(before, body, envelope.actor),
    procedure,
  )
}

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
  const found = {
    status: foreseen.statusName !== central.statusName,
    tag: pairs.some(({ ours, theirs }) => ours.tag !== theirs.tag),
    place: pairs.some(({ ours, theirs }) => !isSamePlace(ours.place, theirs.place)),
    person: acts.some(({ problem, envelope }) => isOthers(problem, envelope.actor, by)),
    device: central.device !== null,
  }
  return (['status', 'tag', 'place', 'person', 'device'] as const).filter((each) => found[each])
}

const isSamePlace = (a: Place | null, b: Place | null): boolean =>
  a === null || b === null ? a === b : samePlace(a, b)

/** The person may not, or somebody else was there before. */
function isOthers(problem: ToldProblem | null, actor: Actor, by: Origin | null): boolean {
  if (rowOfTold(problem)?.meaning === 'rightWithdrawn') return true
  return by?.actor.kind === 'person' && actor.kind === 'person' && by.actor.personId !== actor.personId
}
