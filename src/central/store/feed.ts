// The change feed: gapless numbers per facility, from a counter row that the writing transaction updates.
import type { EntityName } from '../../shared/api/entities'
import type { KnownTag, SampleContainer } from '../../shared/model/container'
import type { Device } from '../../shared/model/device'
import type { StorageId } from '../../shared/model/ids'
import type { Person } from '../../shared/model/person'
import type { Cane, LevelReading, Tank } from '../../shared/model/place'
import type { Procedure } from '../../shared/model/procedure'
import type { TagId } from '../../shared/model/reader'
import { isSqlite } from './dialect'
import type { Db } from './store'

/** What each entity of the feed carries. */
interface Bodies {
  procedure: Procedure
  container: SampleContainer
  knownTag: KnownTag
  freedTag: { readonly tag: TagId }
  tank: Tank
  level: LevelReading & { readonly storageId: StorageId }
  cane: Cane
  device: Device
  person: Person
}

/** One change of the feed, or one line of the snapshot. */
export type FeedChange = { [Name in EntityName]: { readonly entity: Name; readonly body: Bodies[Name] } }[EntityName]

/**
 * Takes the facility's counter row for this transaction, so that writers of one facility come one after the other.
 * Facilities in the order of their ids: two transactions can't wait for each other.
 */
export async function lockFeeds(db: Db, facilities: readonly number[]) {
  if (!isSqlite(db)) {
    // Rows are locked in the order in which they come: sorting comes before locking.
    await db
      .selectFrom('feed_heads')
      .select('facility_id')
      .where('facility_id', 'in', [...facilities])
      .orderBy('facility_id')
      .forUpdate()
      .execute()
    return
  }
  for (const facility of [...facilities].sort((a, b) => a - b)) {
    await db
      .updateTable('feed_heads')
      .set((row) => ({ head: row.ref('head') }))
      .where('facility_id', '=', facility)
      .execute()
  }
}

/** Appends changes to a facility's feed; answers the new head. */
export async function appendToFeed(
  db: Db,
  facility: number,
  at: string,
  changes: readonly FeedChange[],
): Promise<number> {
  const { head } = await db
    .updateTable('feed_heads')
    .set((row) => ({ head: row('head', '+', changes.length) }))
    .where('facility_id', '=', facility)
    .returning('head')
    .executeTakeFirstOrThrow()
  const first = head - changes.length + 1
  const rows = changes.map(({ entity, body }, index) => ({
    facility_id: facility,
    n: first + index,
    at,
    entity,
    body: JSON.stringify(body),
  }))
  await db.insertInto('feed').values(rows).execute()
  return head
}

export interface FeedEnds {
  readonly head: number
  readonly tail: number
}

export async function feedEnds(db: Db, facility: number): Promise<FeedEnds> {
  return db
    .selectFrom('feed_heads')
    .select(['head', 'tail'])
    .where('facility_id', '=', facility)
    .executeTakeFirstOrThrow()
}

export async function feedRows(db: Db, facility: number, after: number, limit: number) {
  return db
    .selectFrom('feed')
    .select(['n', 'at', 'entity', 'body'])
    .where('facility_id', '=', facility)
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute()
}
