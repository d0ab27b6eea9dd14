// Whether central would accept an act, as far as this bench knows now: the procedure's own rules, and those of tags and places. Pure.
import type { IntentBody, ProcedureAct } from '../../../../shared/api/intents'
import type { ContainerId } from '../../../../shared/model/ids'
import { caneKey, type Place } from '../../../../shared/model/place'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { TagId } from '../../../../shared/model/reader'
import type { ProcedureRefusal } from '../../../../shared/procedure/event'
import { step } from '../../../../shared/procedure/step'
import { ok, type Result, refused } from '../../../../shared/result'
import { eventOfBody } from '../../procedures/overlay'

export interface Present {
  /** As the bench foresees it now; null if central doesn't know it, or not as this facility's. */
  readonly procedure: Procedure | null
  /** Tags of the refused acts that belong to a vial now. */
  readonly owners: ReadonlyMap<TagId, ContainerId>
  /** Places of the refused acts (`placeKey`) that are not free, or are none. */
  readonly takenPlaces: ReadonlySet<string>
  /** For a refused cane: its canister could take it. */
  readonly hasRoomForCane: boolean
  /** ISO 8601. */
  readonly now: string
}

export const placeKey = (place: Place): string => `${caneKey(place)}/${place.position}`

interface Attempted {
  readonly act: ProcedureAct
  /** As it is with the act. */
  readonly present: Present
}

export function attempt(
  present: Present,
  body: IntentBody,
  by: Actor,
): Result<Attempted, ProcedureRefusal | { readonly kind: 'choiceGone' }> {
  const event = eventOfBody(body, { at: present.now, by })
  if (present.procedure === null || event === null || body.kind === 'cane.add' || body.kind === 'conflict.resolve') {
    return refused({ kind: 'choiceGone' })
  }
  const stepped = step(present.procedure, event)
  if (!stepped.ok) return stepped
  const { procedure } = stepped.value
  const owners = new Map(present.owners)
  const takenPlaces = new Set(present.takenPlaces)
  if (body.kind === 'tag.assign') {
    if (owners.has(body.tag) || takenPlaces.has(placeKey(body.place))) return refused({ kind: 'choiceGone' })
    owners.set(body.tag, body.containerId)
    takenPlaces.add(placeKey(body.place))
  }
  if (body.kind === 'tag.release') {
    owners.delete(body.tag)
    const place = present.procedure.vials.find(({ containerId }) => containerId === body.containerId)?.place
    if (place) takenPlaces.delete(placeKey(place))
  }
  return ok({ act: body, present: { ...present, procedure, owners, takenPlaces } })
}
