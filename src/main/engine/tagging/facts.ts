// Looks up what a decision needs to know: whose a tag is, and where the next vial can go.
import type { FoundVial } from '../../../shared/ipc/snapshots'
import type { Procedure } from '../../../shared/model/procedure'
import type { TagId } from '../../../shared/model/reader'
import type { UnsentWork } from '../procedures/unsent'
import type { Store } from '../store/contract'
import type { Facts, TagOwner } from './decide'
import { firstFree, type Places } from './places'
import type { Session } from './session'

export interface FactNeeds {
  readonly store: Pick<Store, 'mirror'>
  readonly unsent: Pick<UnsentWork, 'tag'>
  readonly places: Pick<Places, 'cane'>
}

/** Whose tag it is, as far as this bench knows; work that central has not heard of counts. */
export function ownerOf({ store, unsent }: FactNeeds, tag: TagId): TagOwner | null {
  const own = unsent.tag(tag)
  if (own === 'freed') return null
  if (own !== null) {
    const { containerId, containerName, subjectCode, since } = own
    return { containerId, name: { name: containerName, subjectCode, since } }
  }
  const known = store.mirror.knownTag(tag)
  if (known !== null) {
    const { containerId, containerName, subjectCode, since } = known
    return { containerId, name: { name: containerName, subjectCode, since } }
  }
  const row = store.mirror.containerByTag(tag)
  return row && { containerId: row.id, name: { name: row.name, subjectCode: row.subjectCode, since: row.storedAt } }
}

export function factsFor(needs: FactNeeds, session: Session, tag: TagId | null): Facts {
  return { owner: tag === null ? null : ownerOf(needs, tag), place: nextPlace(needs, session) }
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
