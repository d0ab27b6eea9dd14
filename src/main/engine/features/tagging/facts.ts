// Looks up what a decision needs to know: whose a tag is, and where the next vial can go.

import type { ContainerId } from '../../../../shared/model/ids'
import type { FoundVial } from '../../../../shared/model/inventory'
import type { Procedure } from '../../../../shared/model/procedure'
import type { TagId } from '../../../../shared/model/reader'
import type { ProcedureDesk } from '../../procedures/procedures'
import { firstFree, type Places } from '../../storage/places'
import type { Store } from '../../store/contract'
import type { Facts, TagOwner } from './decide'
import type { Session } from './session'

export interface FactNeeds {
  readonly store: Pick<Store, 'mirror' | 'tagging'>
  readonly desk: Pick<ProcedureDesk, 'unsent' | 'foreseen'>
  readonly places: Pick<Places, 'cane'>
}

/** Whose tag it is, as far as this bench knows; work that central has not heard of counts. */
export function ownerOf(needs: FactNeeds, tag: TagId): TagOwner | null {
  const { store, desk } = needs
  const own = desk.unsent.tag(tag)
  if (own === 'freed') return null
  if (own !== null) {
    const { containerId, containerName, subjectCode, since } = own
    return { containerId, name: { name: containerName, subjectCode, since } }
  }
  const owner = mirroredOwner(store, tag)
  return owner !== null && isTakenBack(needs, tag, owner.containerId) ? null : owner
}

function mirroredOwner({ mirror }: FactNeeds['store'], tag: TagId): TagOwner | null {
  const known = mirror.knownTag(tag)
  if (known !== null) {
    const { containerId, containerName, subjectCode, since } = known
    return { containerId, name: { name: containerName, subjectCode, since } }
  }
  const row = mirror.containerByTag(tag)
  return row && { containerId: row.id, name: { name: row.name, subjectCode: row.subjectCode, since: row.storedAt } }
}

/**
 * Central tells of a tag, its procedure and its vial in rows of their own. Between them a tag that this bench has taken back
 * can look used; what the procedure will be, and what this bench did last, say that it is not.
 */
function isTakenBack({ store, desk }: FactNeeds, tag: TagId, containerId: ContainerId): boolean {
  const holding = store.mirror
    .openProcedures()
    .find(({ type, vials }) => type === 'STORE' && vials.some((vial) => vial.containerId === containerId))
  const foreseen = holding && desk.foreseen(holding.id)?.procedure
  if (!foreseen || foreseen.vials.some((vial) => vial.tag === tag)) return false
  const own = store.tagging
    .events(foreseen.id)
    .filter((event) => (event.kind === 'tagged' || event.kind === 'undone') && event.tag === tag)
  return (
    own.at(-1)?.kind === 'undone' && own.some((event) => 'containerId' in event && event.containerId === containerId)
  )
}

/** `doubted`: see `Facts`. */
export function factsFor(needs: FactNeeds, session: Session, tag: TagId | null, doubted: Facts['doubted']): Facts {
  if (tag === null) return { owner: null, place: 'none', doubted }
  return { owner: ownerOf(needs, tag), place: nextPlace(needs, session), doubted }
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
