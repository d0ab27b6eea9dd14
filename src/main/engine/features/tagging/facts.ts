// Looks up what a decision needs to know: whose a tag is, and where the next vial can go.

import type { Procedure } from '../../../../shared/model/procedure'
import type { TagId } from '../../../../shared/model/reader'
import type { FoundVial } from '../../../../shared/views/inventory'
import { firstFree, type Places } from '../../storage/places'
import { ownerOf, type TagOwnerNeeds } from '../../storage/tag-owners'
import type { Facts } from './decide'
import type { Session } from './session'

export interface FactNeeds extends TagOwnerNeeds {
  readonly places: Pick<Places, 'cane'>
}

/** `toWithdraw`: see `Facts`. */
export function factsFor(
  needs: FactNeeds,
  session: Session,
  tag: TagId | null,
  toWithdraw: Facts['toWithdraw'],
): Facts {
  if (tag === null) return { owner: null, purpose: 'vial', place: 'none', toWithdraw }
  const purpose = needs.store.mirror.tagPurpose(tag)
  return { owner: ownerOf(needs, tag), purpose, place: nextPlace(needs, session), toWithdraw }
}

function nextPlace({ places }: FactNeeds, { cane }: Session): Facts['place'] {
  const view = cane && places.cane(cane)
  if (!view) return 'none'
  return firstFree(view) ?? 'full'
}

/** The vial of a tag that was read where nobody is tagging. */
export function foundVial(needs: FactNeeds, tag: TagId, open: readonly Procedure[]): FoundVial {
  const owner = ownerOf(needs, tag)
  const row = owner && needs.store.mirror.container(owner.containerId)
  const procedure = owner && open.find(({ vials }) => vials.some((vial) => vial.containerId === owner.containerId))
  return { tag, container: row && { ...row, tag }, openProcedure: procedure?.id ?? null }
}
