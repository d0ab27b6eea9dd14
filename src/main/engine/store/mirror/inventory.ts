// The inventory search: a page at any offset of a million vials without reading those before it. Lists without a text find their page by
// the kept counts; a prefix is a range of the search index in each tank, and is counted to a bound.
import type { InventoryPage } from '../../../../shared/views/inventory'
import type { InventoryQuery } from '../contract/mirror'
import type { Database } from '../database'
import { noTank } from './container-index'
import { type ContainerRow, inventoryRowOf, rowColumns, withTank } from './container-rows'
import { endOfPrefix, fold } from './search-keys'
import { bucketSize } from './stretches'

/** Hits counted at most; `InventoryPage.exact` says whether there may be more. */
export const countedAtMost = 100_000

interface Stretch<Key> {
  readonly key: Key
  readonly n: number
}

/** The stretch in which the offset lies, and how far into it; null beyond the end. */
export function stretchAt<Key>(stretches: readonly Stretch<Key>[], offset: number): { key: Key; skip: number } | null {
  let before = 0
  for (const { key, n } of stretches) {
    if (offset < before + n) return { key, skip: offset - before }
    before += n
  }
  return null
}

const sum = (stretches: readonly Stretch<unknown>[]): number => stretches.reduce((total, { n }) => total + n, 0)

export function inventoryIn(db: Database): (query: InventoryQuery) => InventoryPage {
  const buckets = db.prepare<[], Stretch<number>>('SELECT bucket AS key, n FROM container_count ORDER BY bucket')
  const pageOfAll = db.prepare<[number, number, number], ContainerRow>(
    `SELECT ${rowColumns} FROM ${withTank} WHERE container.id >= ? ORDER BY container.id LIMIT ? OFFSET ?`,
  )
  const canisters = db.prepare<[number], Stretch<string>>(
    'SELECT canister AS key, n FROM canister_count WHERE storage_id = ? AND n > 0 ORDER BY canister',
  )
  const pageOfTank = db.prepare<[number, string, number, number], ContainerRow>(`SELECT ${rowColumns} FROM ${withTank}
    WHERE storage_id = ? AND canister >= ? ORDER BY canister, cane, position, container.id LIMIT ? OFFSET ?`)
  const tanks = db
    .prepare<[], number>('SELECT DISTINCT storage_id FROM canister_count WHERE n > 0 ORDER BY storage_id')
    .pluck()
  const inPrefix = 'FROM search_key WHERE storage_id = ? AND key >= ? AND key < ? AND shared < ?'
  const hits = db
    .prepare<[number, string, string, number, number], number>(`SELECT count(*) FROM (SELECT 1 ${inPrefix} LIMIT ?)`)
    .pluck()
  const pageOfHits = db
    .prepare<[number, string, string, number, number, number], number>(
      `SELECT container_id ${inPrefix} ORDER BY key, container_id LIMIT ? OFFSET ?`,
    )
    .pluck()
  const byId = db.prepare<[number], ContainerRow>(`SELECT ${rowColumns} FROM ${withTank} WHERE container.id = ?`)

  const everything = (offset: number, limit: number): InventoryPage => {
    const all = buckets.all()
    const start = stretchAt(all, offset)
    const rows = start === null ? [] : pageOfAll.all(start.key * bucketSize, limit, start.skip)
    return { rows: rows.map(inventoryRowOf), offset, total: sum(all), exact: true }
  }

  const ofTank = (tank: number, offset: number, limit: number): InventoryPage => {
    const all = canisters.all(tank)
    const start = stretchAt(all, offset)
    const rows = start === null ? [] : pageOfTank.all(tank, start.key, limit, start.skip)
    return { rows: rows.map(inventoryRowOf), offset, total: sum(all), exact: true }
  }

  const byPrefix = (prefix: string, inTanks: readonly number[], offset: number, limit: number): InventoryPage => {
    const end = endOfPrefix(prefix)
    const ids: number[] = []
    let total = 0
    for (const tank of inTanks) {
      const n = hits.get(tank, prefix, end, prefix.length, countedAtMost - total) ?? 0
      if (ids.length < limit && offset < total + n) {
        const skip = Math.max(0, offset - total)
        ids.push(...pageOfHits.all(tank, prefix, end, prefix.length, limit - ids.length, skip))
      }
      total += n
      if (total >= countedAtMost) break
    }
    const rows = ids.flatMap((id) => byId.get(id) ?? [])
    return { rows: rows.map(inventoryRowOf), offset, total, exact: total < countedAtMost }
  }

  return ({ text, storageId, offset, limit }) => {
    const prefix = fold(text)
    if (prefix !== '')
      return byPrefix(prefix, storageId === undefined ? [...tanks.all(), noTank] : [storageId], offset, limit)
    return storageId === undefined ? everything(offset, limit) : ofTank(storageId, offset, limit)
  }
}
