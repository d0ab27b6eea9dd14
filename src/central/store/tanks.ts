// Tanks with their canisters and canes, and level readings.
import { storageId } from '../../shared/model/ids'
import type { LevelBand } from '../../shared/model/level'
import type { Cane, CaneRef, LevelReading, Tank } from '../../shared/model/place'
import { findByName } from '../../shared/names/key'
import { isRowId, isRowText } from './row-id'
import type { Db } from './store'

/** Tanks of a facility by id; with `device`, only those that it serves. */
export async function loadTanks(
  db: Db,
  filter: { readonly facility?: number; readonly device?: number; readonly storage?: number },
): Promise<readonly Tank[]> {
  let query = db
    .selectFrom('tanks as t')
    .leftJoin('devices as d', 'd.id', 't.device_id')
    .selectAll('t')
    .select('d.name as device_name')
  if (filter.facility !== undefined) query = query.where('t.facility_id', '=', filter.facility)
  if (filter.device !== undefined) query = query.where('t.device_id', '=', filter.device)
  if (filter.storage !== undefined) query = query.where('t.id', '=', filter.storage)
  const rows = await query.orderBy('t.id').execute()
  if (rows.length === 0) return []
  const canisters = await db
    .selectFrom('canisters')
    .selectAll()
    .where(
      'storage_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('storage_id')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    id: storageId(row.id),
    name: row.name,
    capacity: row.capacity,
    canisters: canisters
      .filter((canister) => canister.storage_id === row.id)
      .map((canister) => ({ name: canister.name, caneLimit: canister.cane_limit })),
    deviceName: row.device_name,
    level:
      row.level_at === null || row.level_percent === null ? null : { at: row.level_at, percent: row.level_percent },
    version: row.version,
  }))
}

export async function findCane(db: Db, ref: CaneRef): Promise<Cane | undefined> {
  if (!isRowId(ref.storageId) || !isRowText(ref.canister) || !isRowText(ref.cane)) return undefined
  const row = await db
    .selectFrom('canes')
    .selectAll()
    .where('storage_id', '=', ref.storageId)
    .where('canister', '=', ref.canister)
    .where('cane', '=', ref.cane)
    .executeTakeFirst()
  return row && { ...ref, capacity: row.capacity }
}

/** As the canister's cane is written that is meant by `ref`: exactly so, or else the only one that looks the same; undefined for none. */
export async function caneMeantBy(db: Db, ref: CaneRef): Promise<string | undefined> {
  if (!isRowId(ref.storageId) || !isRowText(ref.canister)) return undefined
  const rows = await db
    .selectFrom('canes')
    .select('cane')
    .where('storage_id', '=', ref.storageId)
    .where('canister', '=', ref.canister)
    .execute()
  return findByName(rows, ref.cane, (row) => row.cane)?.cane
}

export interface CanisterState {
  readonly caneLimit: number
  readonly canes: number
}

const canisterOf = (db: Db, facility: number, ref: CaneRef) =>
  db
    .selectFrom('canisters as c')
    .innerJoin('tanks as t', 't.id', 'c.storage_id')
    .select((each) => [
      'c.cane_limit',
      each
        .selectFrom('canes')
        .select((cane) => cane.fn.countAll<number>().as('n'))
        .whereRef('canes.storage_id', '=', 'c.storage_id')
        .whereRef('canes.canister', '=', 'c.name')
        .as('canes'),
    ])
    .where('t.facility_id', '=', facility)
    .where('c.storage_id', '=', ref.storageId)
    .where('c.name', '=', ref.canister)

const stateOf = (row: { readonly cane_limit: number; readonly canes: number | null }): CanisterState => ({
  caneLimit: row.cane_limit,
  canes: Number(row.canes ?? 0),
})

/** A canister in a tank of this facility. */
export async function findCanister(db: Db, facility: number, ref: CaneRef): Promise<CanisterState | undefined> {
  if (!isRowId(ref.storageId) || !isRowText(ref.canister)) return undefined
  const row = await canisterOf(db, facility, ref).executeTakeFirst()
  return row && stateOf(row)
}

const caneCapacityOfNewTank = 5

export interface Room extends CanisterState {
  /** Vials per cane in this tank: the capacity of its longest cane. */
  readonly usualCapacity: number
  readonly tankName: string
}

/** As `findCanister`, with what a new cane of its tank would hold. */
export async function findRoom(db: Db, facility: number, ref: CaneRef): Promise<Room | undefined> {
  if (!isRowId(ref.storageId) || !isRowText(ref.canister)) return undefined
  const row = await canisterOf(db, facility, ref)
    .select('t.name as tank_name')
    .select((each) =>
      each
        .selectFrom('canes')
        .select((cane) => cane.fn.max('capacity').as('capacity'))
        .whereRef('canes.storage_id', '=', 'c.storage_id')
        .as('capacity'),
    )
    .executeTakeFirst()
  return row && { ...stateOf(row), usualCapacity: row.capacity ?? caneCapacityOfNewTank, tankName: row.tank_name }
}

export async function insertCane(db: Db, cane: Cane) {
  const { storageId: storage_id, canister, cane: name, capacity } = cane
  await db.insertInto('canes').values({ storage_id, canister, cane: name, capacity }).execute()
}

/** Where a tank's level last stood beside its limits; null before its first reading. */
export async function levelBandOf(db: Db, storage: number): Promise<LevelBand | null> {
  const row = await db.selectFrom('tanks').select('level_band').where('id', '=', storage).executeTakeFirst()
  const band = row?.level_band
  return band === 'well' || band === 'low' || band === 'danger' ? band : null
}

/**
 * Stores a reading, and makes it the tank's present level: what was told last counts, whatever its date. Its number is the version of the
 * tank that it leads to. Two readings of the same instant count as one.
 */
export async function saveLevel(db: Db, storage: number, { at, percent }: LevelReading, band: LevelBand) {
  const { version: n } = await db
    .updateTable('tanks')
    .set((row) => ({ level_at: at, level_percent: percent, level_band: band, version: row('version', '+', 1) }))
    .where('id', '=', storage)
    .returning('version')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('levels')
    .values({ storage_id: storage, at, percent, n })
    .onConflict((conflict) => conflict.columns(['storage_id', 'at']).doUpdateSet({ percent, n }))
    .execute()
}
