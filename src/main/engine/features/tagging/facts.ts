// Looks up what a decision needs to know: whose a tag is, and where the next vial can go.
import type { TagId } from '../../../../shared/model/reader'
import { firstFree, type Places } from '../../storage/places'
import { ownerOf, type TagOwnerNeeds } from '../../storage/tag-owners'
import type { Facts } from './decision'
import type { Session } from './session'

export interface FactNeeds extends TagOwnerNeeds {
  readonly places: Pick<Places, 'cane'>
}

/** What the tag itself, and the place it would go to, say. */
export function factsOfTag(needs: FactNeeds, session: Session, tag: TagId): Pick<Facts, 'owner' | 'purpose' | 'place'> {
  const purpose = needs.store.mirror.tagPurpose(tag)
  return { owner: ownerOf(needs, tag), purpose, place: nextPlace(needs, session) }
}

function nextPlace({ places }: FactNeeds, { cane }: Session): Facts['place'] {
  const view = cane && places.cane(cane)
  if (!view) return 'none'
  return firstFree(view) ?? 'full'
}
