// A sample container's row in the mirror, and the line of the inventory that it becomes.
import type { Found } from '../../../../shared/acts/verify-vial'
import type { Verification, VerifyReason } from '../../../../shared/model/container'
import { containerId, storageId } from '../../../../shared/model/ids'
import type { Place } from '../../../../shared/model/place'
import type { TagId } from '../../../../shared/model/reader'
import type { InventoryRow } from '../../../../shared/views/inventory'
import { fromJson } from '../database'
import { latestOf } from './looked-after'

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
  readonly verify_since: string | null
  readonly verify_why: VerifyReason | null
  /** The place where a vial may be that is to be verified, as JSON. */
  readonly verify_place: string | null
  /** Where it was found at this bench, as JSON, as long as central has not confirmed it. */
  readonly verified_here: string | null
}

export const rowColumns = `container.id, container.name, subject_code, tag, tagged_at, storage_id, canister, cane, position, stored_at,
  tank.name AS tank_name, verify_since, verify_why,
  (SELECT json_object('storageId', d.storage_id, 'canister', d.canister, 'cane', d.cane, 'position', d.position)
    FROM doubtful_place AS d WHERE d.container_id = container.id) AS verify_place,
  CASE WHEN verify_since IS NULL THEN NULL ELSE ${latestOf("'vial:' || container.id", 'vial.verify', 'found')} END AS verified_here`
export const withTank = 'container LEFT JOIN tank ON tank.id = container.storage_id'

const placeOf = (row: ContainerRow): Place | null =>
  row.storage_id === null || row.canister === null || row.cane === null || row.position === null
    ? null
    : { storageId: storageId(row.storage_id), canister: row.canister, cane: row.cane, position: row.position }

function verificationOf({ verify_since, verify_why, verify_place }: ContainerRow): Verification | null {
  if (verify_since === null) return null
  const place = verify_place === null ? null : fromJson<Place>(verify_place)
  return { since: verify_since, why: verify_why ?? 'outcomeUnknown', place }
}

export const inventoryRowOf = (row: ContainerRow): InventoryRow => ({
  id: containerId(row.id),
  name: row.name,
  subjectCode: row.subject_code,
  tag: row.tag,
  place: placeOf(row),
  tankName: row.tank_name,
  storedAt: row.stored_at,
  verify: verificationOf(row),
  verifiedHere: row.verified_here === null ? null : fromJson<Found>(row.verified_here),
})
