// Storage devices, as they last spoke of themselves.
import type { Selectable } from 'kysely'
import type { Device, OddValue } from '../../shared/model/device'
import { deviceId, procedureId } from '../../shared/model/ids'
import type { DevicesTable } from './schema/storage'
import type { Db } from './store'

/** An odd value as it is kept. */
export interface KeptOddValue extends OddValue {
  /** Status reports since it was last told. */
  readonly reportsSince: number
}

const keptIn = (json: string | null): readonly KeptOddValue[] => (json === null ? [] : JSON.parse(json))

function oddValuesOf(json: string | null): Pick<Device, 'oddValues'> {
  const kept = keptIn(json)
  return kept.length === 0 ? {} : { oddValues: kept.map(({ reportsSince: _, ...value }) => value) }
}

export const deviceOf = (row: Selectable<DevicesTable>): Device => ({
  id: deviceId(row.id),
  name: row.name,
  state: row.state === 'idle' || row.state === 'working' || row.state === 'refilling' ? row.state : 'fault',
  procedureId: row.procedure_id === null ? null : procedureId(row.procedure_id),
  lastSeenAt: row.last_seen_at,
  ...oddValuesOf(row.odd_values),
  version: row.version,
})

export async function loadDevice(db: Db, id: number): Promise<Device | undefined> {
  const row = await db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
  return row && deviceOf(row)
}

export async function keptOddValues(db: Db, device: number): Promise<readonly KeptOddValue[]> {
  const row = await db.selectFrom('devices').select('odd_values').where('id', '=', device).executeTakeFirst()
  return keptIn(row?.odd_values ?? null)
}

export async function saveOddValues(db: Db, device: number, kept: readonly KeptOddValue[]) {
  await db
    .updateTable('devices')
    .set({ odd_values: kept.length === 0 ? null : JSON.stringify(kept) })
    .where('id', '=', device)
    .execute()
}
