// A snapshot writes its number on every row it brings; a row with an older number afterwards is gone from central.
// Such rows are removed in small pieces, so that a scan never waits for it.
import type { Database } from '../database'

/** Rows read, and rows removed, in one step: a few milliseconds. */
const readAtMost = 1000
const removedAtMost = 50

/** Does one piece of work; false when there is nothing left to do. */
export type Step = () => boolean

/** Removes stale rows of a large table in the order of its key, beginning after `first`. */
export function sweepLarge<Key extends number | string>(
  db: Database,
  table: { readonly name: string; readonly key: string; readonly first: Key },
  generation: number,
  remove: (key: Key) => void,
): Step {
  const { name, key, first } = table
  const end = db
    .prepare<[Key, number], Key | null>(
      `SELECT max(k) FROM (SELECT ${key} AS k FROM ${name} WHERE ${key} > ? ORDER BY ${key} LIMIT ?)`,
    )
    .pluck()
  const stale = db
    .prepare<[Key, Key, number, number], Key>(
      `SELECT ${key} FROM ${name} WHERE ${key} > ? AND ${key} <= ? AND generation < ? ORDER BY ${key} LIMIT ?`,
    )
    .pluck()
  let after = first
  return () => {
    const last = end.get(after, readAtMost) ?? null
    if (last === null) return false
    const found = stale.all(after, last, generation, removedAtMost)
    for (const each of found) remove(each)
    after = found.length === removedAtMost ? (found.at(-1) ?? last) : last
    return true
  }
}

/** Removes the stale canes, those of one tank in one step. */
export function sweepCanes(db: Database, generation: number): Step {
  const nextTank = db.prepare<[number], number | null>('SELECT min(storage_id) FROM cane WHERE storage_id > ?').pluck()
  const remove = db.prepare<[number, number]>('DELETE FROM cane WHERE storage_id = ? AND generation < ?')
  let after = -1
  return () => {
    const tank = nextTank.get(after) ?? null
    if (tank === null) return false
    remove.run(tank, generation)
    after = tank
    return true
  }
}

/** Removes the stale rows of a table of some hundred rows at most, at once. */
export const sweepSmall =
  (
    db: Database,
    name: 'tank' | 'device' | 'facility_rules' | 'person' | 'restoration' | 'tag_purpose',
    generation: number,
  ): Step =>
  () => {
    db.prepare<[number]>(`DELETE FROM ${name} WHERE generation < ?`).run(generation)
    return false
  }

/** All steps as one: each call does a piece of the first that isn't finished. */
export function inTurn(steps: readonly Step[]): Step {
  const pending = [...steps]
  return () => {
    if (pending[0]?.() === false) pending.shift()
    return pending.length > 0
  }
}
