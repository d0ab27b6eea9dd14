import { isSqlite } from './dialect'
import { firstId } from './id-floors'
import type { NumberedKind } from './schema/house'
import type { Db } from './store'

const tables = { subject: 'subjects', container: 'containers', procedure: 'procedures' } as const

/**
 * Takes `count` consecutive numbers for new rows, and returns the first. The counter stays locked until the transaction ends: take them
 * after locking the feeds, and in the order of `numberedKinds`, so that two transactions can't wait for each other.
 * @param floor what the clock gives
 */
export async function takeIds(db: Db, kind: NumberedKind, floor: number, count: number): Promise<number> {
  const counter = db.selectFrom('last_ids').select('last').where('kind', '=', kind)
  const { last } = await (isSqlite(db) ? counter : counter.forUpdate()).executeTakeFirstOrThrow()
  const first = await firstFree(db, kind, firstId(kind, last, floor), count)
  await db
    .updateTable('last_ids')
    .set({ last: first + count - 1 })
    .where('kind', '=', kind)
    .execute()
  return first
}

/** Some are taken where the clock was once ahead, and has come there now. */
async function firstFree(db: Db, kind: NumberedKind, from: number, count: number): Promise<number> {
  for (let first = from; ; ) {
    const taken = await db
      .selectFrom(tables[kind])
      .select('id')
      .where('id', '>=', first)
      .where('id', '<', first + count)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!taken) return first
    first = taken.id + 1
  }
}

/** The last number that was given out. */
export async function lastId(db: Db, kind: NumberedKind): Promise<number> {
  const { last } = await db.selectFrom('last_ids').select('last').where('kind', '=', kind).executeTakeFirstOrThrow()
  return last
}
