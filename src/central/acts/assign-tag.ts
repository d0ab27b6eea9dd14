import type { AssignTag } from '../../shared/acts/assign-tag'
import { isLostItself } from '../../shared/model/restoration'
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
    const procedure = facts.procedure(procedureId)
    const vial = procedure?.vials.find((each) => each.containerId === containerId)
    // A vial that comes back is confirmed by the tag that it has.
    if (used && vial?.tag !== tag) {
      const owner = { ...used, name: used.containerName }
      const isItself = vial !== undefined && isLostItself(owner, vial, procedure?.subject?.code)
      if (!isItself) return { kind: 'tagUsed', ...used }
    }
    const cane = facts.cane(place)
    const isHere = cane !== undefined && place.position <= cane.capacity && facts.canister(place) !== undefined
    if (!isHere) return { kind: 'unknownPlace', place }
    return facts.isTaken(place) ? { kind: 'placeTaken', place } : null
  },
})
