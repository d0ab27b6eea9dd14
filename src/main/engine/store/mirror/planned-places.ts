// Places that open procedures hold for vials which are not there yet, or may be there.
import type { Place } from '../../../../shared/model/place'
import { isOpen, type Procedure } from '../../../../shared/model/procedure'
import type { Database } from '../database'

/** A status that this program doesn't know counts as open, so that it is shown. */
export const isShownAsOpen = ({ status }: Procedure): boolean => status === 'UNKNOWN' || isOpen(status)

/** Of an ended one, the vials themselves say which places they may be in: see `doubtful-places.ts`. */
export function heldPlaces(procedure: Procedure): readonly Place[] {
  if (procedure.type !== 'STORE' || !isShownAsOpen(procedure)) return []
  return procedure.vials.flatMap(({ place, outcome }) => (place !== null && outcome !== 'done' ? [place] : []))
}

export function plannedPlacesIn(db: Database) {
  const remove = db.prepare<[number]>('DELETE FROM planned_place WHERE procedure_id = ?')
  const insert = db.prepare(
    `INSERT OR IGNORE INTO planned_place (procedure_id, storage_id, canister, cane, position) VALUES (?, ?, ?, ?, ?)`,
  )
  return {
    apply(procedure: Procedure) {
      remove.run(procedure.id)
      for (const { storageId, canister, cane, position } of heldPlaces(procedure)) {
        insert.run(procedure.id, storageId, canister, cane, position)
      }
    },
    remove: (id: number) => void remove.run(id),
  }
}
