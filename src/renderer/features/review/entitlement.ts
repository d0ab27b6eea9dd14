import type { Person } from '../../../shared/model/person'
import type { Procedure } from '../../../shared/model/procedure'
import { type Entitlement, entitlementTo } from '../../parts/entitlement'

/** Whether this person may decide on the retrieval: nobody approves what they have asked for or prepared. */
export function entitlement(
  procedure: Procedure,
  current: Person | null,
  available: readonly Person[],
): Entitlement | { readonly kind: 'ownRequest' } {
  const may = entitlementTo('procedure.accept', current, available)
  if (may.kind !== 'may') return may
  const own = [procedure.requestedBy, procedure.preparedBy].some(
    (actor) => actor?.kind === 'person' && actor.personId === current?.id,
  )
  return own ? { kind: 'ownRequest' } : may
}
