// Small queries by key that find out who caused a refusal.
import type { Place } from '../../shared/model/place'
import type { Db } from './store'

export async function benchNameOf(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('benches').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? null
}

/** The open procedure that holds the vial. */
export async function holderOf(db: Db, container: number): Promise<number | undefined> {
  const row = await db.selectFrom('containers').select('held_by').where('id', '=', container).executeTakeFirst()
  return row?.held_by ?? undefined
}

/** The vial at, or planned for, the place, with the open procedure that holds it. */
export async function holderOfPlace(db: Db, place: Place) {
  const row = await db
    .selectFrom('places as p')
    .innerJoin('containers as c', 'c.id', 'p.container_id')
    .select(['p.container_id', 'c.held_by'])
    .where('p.storage_id', '=', place.storageId)
    .where('p.canister', '=', place.canister)
    .where('p.cane', '=', place.cane)
    .where('p.position', '=', place.position)
    .executeTakeFirst()
  return row?.held_by ? { container: row.container_id, procedure: row.held_by } : undefined
}
