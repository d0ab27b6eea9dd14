// Whose a tag is, as far as this bench knows: central's last known state, and the work that central has not heard of.
import type { KnownTag } from '../../../shared/model/container'
import type { ContainerId } from '../../../shared/model/ids'
import { lastingNumber } from '../../../shared/model/made'
import type { Procedure } from '../../../shared/model/procedure'
import type { TagId } from '../../../shared/model/reader'
import { lostTagOf } from '../../../shared/model/restoration'
import type { VialName } from '../../../shared/views/tagging'
import type { UnsentWork } from '../procedures/unsent'
import type { Store } from '../store/contract/store'

export interface TagOwner {
  readonly containerId: ContainerId
  readonly name: VialName
}

export interface TagOwnerNeeds {
  readonly store: Pick<Store, 'mirror' | 'tagging'>
  readonly procedures: {
    readonly unsent: Pick<UnsentWork, 'tag'>
    foreseen(id: Procedure['id']): { readonly procedure: Procedure } | null
  }
}

/** Null for a tag that nobody has used, or that was taken back. */
export function ownerOf(needs: TagOwnerNeeds, tag: TagId): TagOwner | null {
  const { store, procedures } = needs
  const own = procedures.unsent.tag(tag)
  if (own === 'freed') return null
  if (own !== null) return namedOwner(own)
  const owner = mirroredOwner(store, tag)
  return owner !== null && isTakenBack(needs, tag, owner.containerId) ? null : owner
}

type Named = Pick<KnownTag, 'containerId' | 'containerName' | 'subjectCode' | 'since'>

const namedOwner = ({ containerId, containerName, subjectCode, since }: Named): TagOwner => ({
  containerId,
  name: { name: containerName, subjectCode, since },
})

function mirroredOwner({ mirror }: TagOwnerNeeds['store'], tag: TagId): TagOwner | null {
  const known = mirror.knownTag(tag)
  if (known !== null) return namedOwner(known)
  const row = mirror.containerByTag(tag)
  if (row !== null) {
    return { containerId: row.id, name: { name: row.name, subjectCode: row.subjectCode, since: row.storedAt } }
  }
  // A restored central doesn't have the vial any more; the tag is on it all the same.
  const lost = mirror.lostWith(tag)
  const its = lost && lostTagOf(lost)
  return its && namedOwner(its)
}

/**
 * Central tells of a tag, its procedure and its vial in rows of their own. Between them a tag that this bench has taken back
 * can look used; what the procedure will be, and what this bench did last, say that it is not.
 */
function isTakenBack({ store, procedures }: TagOwnerNeeds, tag: TagId, containerId: ContainerId): boolean {
  const holding = store.mirror
    .openProcedures()
    .find(({ type, vials }) => type === 'STORE' && vials.some((vial) => vial.containerId === containerId))
  const foreseen = holding && procedures.foreseen(holding.id)?.procedure
  if (!foreseen || foreseen.vials.some((vial) => vial.tag === tag)) return false
  const own = store.tagging
    .events(lastingNumber(foreseen))
    .filter((event) => (event.kind === 'tagged' || event.kind === 'undone') && event.tag === tag)
  return (
    own.at(-1)?.kind === 'undone' && own.some((event) => 'containerId' in event && event.containerId === containerId)
  )
}
