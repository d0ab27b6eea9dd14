import type { Person } from '../../../shared/model/person'
import type { Procedure } from '../../../shared/model/procedure'

export type Entitlement =
  | { readonly kind: 'may' }
  | { readonly kind: 'onlySupervisor'; readonly supervisors: readonly string[] }
  | { readonly kind: 'ownRequest' }

/** Whether this person may decide. The engine and central decide it again; this only spares a refusal. */
export function entitlement(procedure: Procedure, current: Person | null, available: readonly Person[]): Entitlement {
  if (current?.role !== 'supervisor') {
    return {
      kind: 'onlySupervisor',
      supervisors: available.filter(({ role }) => role === 'supervisor').map(({ name }) => name),
    }
  }
  const own = [procedure.requestedBy, procedure.preparedBy].some(
    (actor) => actor?.kind === 'person' && actor.personId === current.id,
  )
  return own ? { kind: 'ownRequest' } : { kind: 'may' }
}
