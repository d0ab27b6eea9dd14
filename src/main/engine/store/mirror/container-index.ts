// What is kept beside each container, so that a million of them can be searched and counted: its search keys, and the counts.
import type { Database } from '../database'
import { countsIn } from './counts'
import { searchKeys } from './search-keys'

/** What of a container its search keys and counts depend on. */
export interface Indexed {
  readonly name: string
  readonly subject_code: string
  readonly tag: string | null
  readonly storage_id: number | null
  readonly canister: string | null
}

/** Stands in search_key for a vial that is in no tank. */
export const noTank = 0

export const isSameIndexed = (a: Indexed, b: Indexed): boolean =>
  a.name === b.name &&
  a.subject_code === b.subject_code &&
  a.tag === b.tag &&
  a.storage_id === b.storage_id &&
  a.canister === b.canister

export function containerIndexIn(db: Database) {
  const counts = countsIn(db)
  const insertKey = db.prepare<[number, string, number, number]>(
    'INSERT INTO search_key (storage_id, key, container_id, shared) VALUES (?, ?, ?, ?)',
  )
  const removeKey = db.prepare<[number, string, number]>(
    'DELETE FROM search_key WHERE storage_id = ? AND key = ? AND container_id = ?',
  )
  const count = (id: number, { storage_id: tank, canister }: Indexed, by: 1 | -1) => {
    counts.add(id, by)
    if (tank !== null && canister !== null) counts.addPlaced(tank, canister, by)
  }
  const keysOf = (row: Indexed) => searchKeys({ ...row, subjectCode: row.subject_code })

  return {
    add(id: number, row: Indexed) {
      const tank = row.storage_id ?? noTank
      for (const { key, shared } of keysOf(row)) insertKey.run(tank, key, id, shared)
      count(id, row, 1)
    },
    remove(id: number, row: Indexed) {
      const tank = row.storage_id ?? noTank
      for (const { key } of keysOf(row)) removeKey.run(tank, key, id)
      count(id, row, -1)
    },
    /** Writes the gathered counts; call it at the end of each chunk. */
    flush: counts.flush,
  }
}
