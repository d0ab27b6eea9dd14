import type { AssignTag } from '../../shared/acts/assign-tag'
import { onProcedure } from './on-procedure'

/** A tag belongs to one vial of the organization, and a place to one vial. */
export const assignTag = onProcedure<AssignTag>({
  reads: ({ tag, place }) => [
    { kind: 'tag', tag },
    { kind: 'cane', cane: place },
    { kind: 'canister', cane: place },
    { kind: 'place', place },
  ],
  problem({ tag, place }, known) {
    const used = known.tag(tag)
    if (used) return { kind: 'tagUsed', ...used }
    const cane = known.cane(place)
    const isHere = cane !== undefined && place.position <= cane.capacity && known.canister(place) !== undefined
    if (!isHere) return { kind: 'unknownPlace', place }
    return known.isTaken(place) ? { kind: 'placeTaken', place } : null
  },
})
