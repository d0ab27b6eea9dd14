// A sample container's row in the mirror, and the line of the inventory that it becomes.
import { containerId, storageId } from '../../../../shared/model/ids'
import type { Place } from '../../../../shared/model/place'
import type { TagId } from '../../../../shared/model/reader'
import type { InventoryRow } from '../../../../shared/views/inventory'

export interface ContainerRow {
  readonly id: number
  readonly name: string
  readonly subject_code: string
  readonly tag: TagId | null
  readonly tagged_at: string | null
  readonly storage_id: number | null
  readonly canister: string | null
  readonly cane: string | null
  readonly position: number | null
  readonly stored_at: string | null
  readonly tank_name: string | null
}

export const rowColumns = `container.id, container.name, subject_code, tag, tagged_at, storage_id, canister, cane, position, stored_at,
  tank.name AS tank_name`
export const withTank = 'container LEFT JOIN tank ON tank.id = container.storage_id'

const placeOf = (row: ContainerRow): Place | null =>
  row.storage_id === null || row.canister === null || row.cane === null || row.position === null
    ? null
    : { storageId: storageId(row.storage_id), canister: row.canister, cane: row.cane, position: row.position }

export const inventoryRowOf = (row: ContainerRow): InventoryRow => ({
  id: containerId(row.id),
  name: row.name,
  subjectCode: row.subject_code,
  tag: row.tag,
  place: placeOf(row),
  tankName: row.tank_name,
  storedAt: row.stored_at,
})
