import type { AssignTag } from '../../shared/acts/assign-tag'
import { tagProblem } from '../../shared/model/tag'
import { onProcedure } from './on-procedure'

/** A tag that is for vials belongs to one vial of the organization, and a place to one vial. */
export const assignTag = onProcedure<AssignTag>({
  reads: ({ tag, place }) => [
    { kind: 'tag', tag },
    { kind: 'purpose', tag },
    { kind: 'cane', cane: place },
    { kind: 'canister', cane: place },
    { kind: 'place', place },
  ],
  problem({ procedureId, containerId, tag, place }, facts) {
    const noTag = tagProblem(tag)
    if (noTag !== null) return { kind: 'notATag', tag, why: noTag }
    const purpose = facts.purpose(tag)
    if (purpose !== 'vial') return { kind: 'tagReserved', tag, purpose }
    const used = facts.tag(tag)
    // A vial that comes back is confirmed by the tag that it has.
    const vial = facts.procedure(procedureId)?.vials.find((each) => each.containerId === containerId)
    if (used && vial?.tag !== tag) return { kind: 'tagUsed', ...used }
    const cane = facts.cane(place)
    const isHere = cane !== undefined && place.position <= cane.capacity && facts.canister(place) !== undefined
    if (!isHere) return { kind: 'unknownPlace', place }
    return facts.isTaken(place) ? { kind: 'placeTaken', place } : null
  },
})
