import type { StorageId } from '../../shared/model/ids'
import type { ProcedureVial } from '../../shared/model/procedure'

/** How many of these vials are in which canister of which tank. Vials without a place are nowhere. */
export function litCanisters(vials: readonly ProcedureVial[]): ReadonlyMap<StorageId, ReadonlyMap<string, number>> {
  const lit = new Map<StorageId, Map<string, number>>()
  for (const { place } of vials) {
    if (place === null) continue
    const tank = lit.get(place.storageId) ?? new Map<string, number>()
    tank.set(place.canister, (tank.get(place.canister) ?? 0) + 1)
    lit.set(place.storageId, tank)
  }
  return lit
}
