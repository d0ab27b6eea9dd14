// Sample containers: one row each, with the search keys and counts that follow from it.

import type { SampleContainer } from '../../../../shared/model/container'
import { containerId, storageId } from '../../../../shared/model/ids'
import type { InventoryRow } from '../../../../shared/model/inventory'
import type { Place } from '../../../../shared/model/place'
import type { TagId } from '../../../../shared/model/reader'
import type { Database } from '../database'
import { countsIn } from './counts'
import { searchKeys } from './search-keys'

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

/** What search keys and counts depend on. */
interface Indexed {
  readonly name: string
  readonly subject_code: string
  readonly tag: string | null
  readonly storage_id: number | null
  readonly canister: string | null
}

/** Stands in search_key for a vial that is in no tank. */
export const noTank = 0

export interface Containers {
  apply(container: SampleContainer, generation: number): void
  remove(id: number): void
  /** Writes the gathered counts; call it at the end of each chunk. */
  flush(): void
  byId(id: number): ContainerRow | null
  byTag(tag: TagId): ContainerRow | null
}

export function containersIn(db: Database): Containers {
  const counts = countsIn(db)
  const indexed = db.prepare<[number], Indexed>(
    'SELECT name, subject_code, tag, storage_id, canister FROM container WHERE id = ?',
  )
  const insert =
    db.prepare(`INSERT INTO container (id, generation, version, name, subject_id, subject_code, tag, tagged_at, storage_id,
    canister, cane, position, stored_at, description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const update =
    db.prepare(`UPDATE container SET generation = ?, version = ?, name = ?, subject_id = ?, subject_code = ?, tag = ?,
    tagged_at = ?, storage_id = ?, canister = ?, cane = ?, position = ?, stored_at = ?, description = ? WHERE id = ?`)
  const remove = db.prepare<[number]>('DELETE FROM container WHERE id = ?')
  const insertKey = db.prepare<[number, string, number, number]>(
    'INSERT INTO search_key (storage_id, key, container_id, shared) VALUES (?, ?, ?, ?)',
  )
  const removeKey = db.prepare<[number, string, number]>(
    'DELETE FROM search_key WHERE storage_id = ? AND key = ? AND container_id = ?',
  )
  const byId = db.prepare<[number], ContainerRow>(`SELECT ${rowColumns} FROM ${withTank} WHERE container.id = ?`)
  const byTag = db.prepare<[string], ContainerRow>(
    `SELECT ${rowColumns} FROM ${withTank} WHERE tag = ? ORDER BY container.id LIMIT 1`,
  )

  const addIndexed = (id: number, now: Indexed) => {
    const tank = now.storage_id ?? noTank
    for (const { key, shared } of searchKeys({ ...now, subjectCode: now.subject_code }))
      insertKey.run(tank, key, id, shared)
    counts.add(id, 1)
    if (now.storage_id !== null && now.canister !== null) counts.addPlaced(now.storage_id, now.canister, 1)
  }
  const removeIndexed = (id: number, before: Indexed) => {
    const tank = before.storage_id ?? noTank
    for (const { key } of searchKeys({ ...before, subjectCode: before.subject_code })) removeKey.run(tank, key, id)
    counts.add(id, -1)
    if (before.storage_id !== null && before.canister !== null) counts.addPlaced(before.storage_id, before.canister, -1)
  }

  return {
    apply(container, generation) {
      const { id, place } = container
      const now: Indexed = {
        name: container.name,
        subject_code: container.subject.code,
        tag: container.tag,
        storage_id: place?.storageId ?? null,
        canister: place?.canister ?? null,
      }
      const values = [
        generation,
        container.version,
        now.name,
        container.subject.id,
        now.subject_code,
        now.tag,
        container.taggedAt,
        now.storage_id,
        now.canister,
        place?.cane ?? null,
        place?.position ?? null,
        container.storedAt,
        container.description,
      ]
      const before = indexed.get(id)
      if (before === undefined) {
        insert.run(id, ...values)
        addIndexed(id, now)
        return
      }
      update.run(...values, id)
      if (isSameIndexed(before, now)) return
      removeIndexed(id, before)
      addIndexed(id, now)
    },
    remove(id) {
      const before = indexed.get(id)
      if (before === undefined) return
      remove.run(id)
      removeIndexed(id, before)
    },
    flush: counts.flush,
    byId: (id) => byId.get(id) ?? null,
    byTag: (tag) => byTag.get(tag) ?? null,
  }
}

const isSameIndexed = (a: Indexed, b: Indexed): boolean =>
  a.name === b.name &&
  a.subject_code === b.subject_code &&
  a.tag === b.tag &&
  a.storage_id === b.storage_id &&
  a.canister === b.canister
