// Which places of a tank are taken, and by which vial.
import type { Place } from '../../shared/model/place'
import { isRowId, isRowText } from './row-id'
import type { Db } from './store'

/** A vial is there, or is to be; or one may lie there that a restored central doesn't have. */
export async function isPlaceTaken(db: Db, place: Place): Promise<boolean> {
  const { storageId: storage_id, canister, cane, position } = place
  if (!isRowId(storage_id) || !isRowId(position)) return false
  if (!isRowText(canister) || !isRowText(cane)) return false
  const here = { storage_id, canister, cane, position }
  const row = await db
    .selectFrom('places')
    .select(({ lit }) => lit(1).as('taken'))
    .where((each) => each.and(here))
    .unionAll(
      db
        .selectFrom('losses')
        .select(({ lit }) => lit(1).as('taken'))
        .where((each) => each.and(here))
        .where('closed_at', 'is', null),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function bindPlace(db: Db, place: Place, container: number) {
  const { storageId: storage_id, canister, cane, position } = place
  await db.insertInto('places').values({ storage_id, canister, cane, position, container_id: container }).execute()
}

export async function freePlaces(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return
  await db
    .deleteFrom('places')
    .where('container_id', 'in', [...ids])
    .execute()
}
