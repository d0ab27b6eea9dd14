// Tanks and what they hold, as integrations read them, scoped by organization and in a stable order.
import { sql } from 'kysely'
import type { InventoryReply, StorageReply } from '../../../shared/api/external'
import { isRowId } from '../row-id'
import type { Db } from '../store'
import { count, type Page, type Window } from './page'

export async function listStorage(
  db: Db,
  organization: number,
  facility: number | undefined,
  window: Window,
): Promise<Page<StorageReply>> {
  let query = db
    .selectFrom('tanks as t')
    .innerJoin('facilities as f', 'f.id', 't.facility_id')
    .where('f.organization_id', '=', organization)
  if (facility !== undefined) query = query.where('t.facility_id', '=', facility)
  const { n } = await query.select(count).executeTakeFirstOrThrow()
  const rows = await query
    .select((row) => [
      't.id',
      't.name',
      't.capacity',
      't.created_at',
      'f.id as facility_id',
      'f.name as facility_name',
      row
        .selectFrom('places as pl')
        .innerJoin('containers as c', 'c.id', 'pl.container_id')
        .select(count)
        .whereRef('pl.storage_id', '=', 't.id')
        .where('c.stored_at', 'is not', null)
        .as('occupied'),
    ])
    .orderBy('t.id')
    .limit(window.limit)
    .offset(window.offset)
    .execute()
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    type: 'DEWAR' as const,
    facility: { id: row.facility_id, name: row.facility_name },
    capacity: row.capacity,
    occupied: Number(row.occupied ?? 0),
    createdAt: row.created_at,
  }))
  return { items, total: Number(n) }
}

/** What a tank holds, by place. Without a window all of it. */
export async function findInventory(
  db: Db,
  organization: number,
  id: number,
  window: Window | undefined,
): Promise<{ readonly reply: InventoryReply; readonly total: number } | undefined> {
  if (!isRowId(id)) return undefined
  const tank = await db
    .selectFrom('tanks as t')
    .innerJoin('facilities as f', 'f.id', 't.facility_id')
    .select(['t.id', 't.name'])
    .where('f.organization_id', '=', organization)
    .where('t.id', '=', id)
    .executeTakeFirst()
  if (!tank) return undefined
  let query = db
    .selectFrom('places as pl')
    .innerJoin('containers as c', 'c.id', 'pl.container_id')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .where('pl.storage_id', '=', id)
    .where('c.stored_at', 'is not', null)
    .select(['c.id', 'c.name', 'c.description', 's.id as subject_id', 's.code', 'pl.canister', 'pl.cane'])
    .select((row) => row.fn.coalesce('c.stored_at', sql<string>`''`).as('stored_at'))
    .orderBy('pl.canister')
    .orderBy('pl.cane')
    .orderBy('pl.position')
  const { n } = await query.clearSelect().clearOrderBy().select(count).executeTakeFirstOrThrow()
  if (window) query = query.limit(window.limit).offset(window.offset)
  const inventory = (await query.execute()).map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    subject: { id: row.subject_id, code: row.code },
    position: { canister: row.canister, cane: row.cane },
    storedAt: row.stored_at,
  }))
  return { reply: { ...tank, inventory }, total: Number(n) }
}
