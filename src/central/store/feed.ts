// The feed of changes: gapless numbers per facility, from a counter row that the writing transaction updates.
import { createHash } from 'node:crypto'
import type { EntityName } from '../../shared/api/entities'
import type { KnownTag, SampleContainer } from '../../shared/model/container'
import type { Device } from '../../shared/model/device'
import type { FacilityRules } from '../../shared/model/facility-rules'
import type { StorageId } from '../../shared/model/ids'
import type { Person } from '../../shared/model/person'
import type { Cane, LevelReading, Tank } from '../../shared/model/place'
import type { Procedure } from '../../shared/model/procedure'
import type { TagId } from '../../shared/model/reader'
import type { Loss, Restoration } from '../../shared/model/restoration'
import type { PurposedTag } from '../../shared/model/tag-purpose'
import { isSqlite } from './dialect'
import type { Db } from './store'

/** What each entity of the feed carries. */
interface Bodies {
  procedure: Procedure
  container: SampleContainer
  knownTag: KnownTag
  freedTag: { readonly tag: TagId }
  tagPurpose: PurposedTag
  tank: Tank
  level: LevelReading & { readonly storageId: StorageId }
  cane: Cane
  device: Device
  person: Person
  facilityRules: FacilityRules
  restoration: Restoration
  loss: Loss
}

/** One change of the feed, or one line of the snapshot. */
export type FeedChange = { [Name in EntityName]: { readonly entity: Name; readonly body: Bodies[Name] } }[EntityName]

/**
 * Locks the facilities' counter rows for this transaction, so that writers of one facility come one after the other. In the order of
 * their ids, so that two transactions can't wait for each other.
 */
export async function lockFeeds(db: Db, facilities: readonly number[]) {
  if (!isSqlite(db)) {
    // PostgreSQL sorts before it locks.
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

/** As `lockFeeds`, for all facilities of an organization, because its tags are announced to all of them. Returns their ids. */
export async function lockFeedsOf(db: Db, organization: number): Promise<readonly number[]> {
  const ofOrganization = db.selectFrom('facilities').select('id').where('organization_id', '=', organization)
  if (isSqlite(db)) {
    // SQLite has one writer: the order does not matter.
    const rows = await db
      .updateTable('feed_heads')
      .set((row) => ({ head: row.ref('head') }))
      .where('facility_id', 'in', ofOrganization)
      .returning('facility_id')
      .execute()
    return rows.map(({ facility_id }) => facility_id)
  }
  const rows = await db
    .selectFrom('feed_heads')
    .select('facility_id')
    .where('facility_id', 'in', ofOrganization)
    .orderBy('facility_id')
    .forUpdate()
    .execute()
  return rows.map(({ facility_id }) => facility_id)
}

/** Both databases limit the number of values in a statement. */
const rowsPerStatement = 1000

/** Appends changes to the feeds of facilities, in the order of their ids. Returns the new heads. */
export async function appendToFeeds(
  db: Db,
  at: string,
  byFacility: ReadonlyMap<number, readonly FeedChange[]>,
): Promise<ReadonlyMap<number, number>> {
  const heads = new Map<number, number>()
  const rows: { facility_id: number; n: number; at: string; entity: EntityName; body: string }[] = []
  for (const [facility, changes] of [...byFacility].sort(([a], [b]) => a - b)) {
    const { head } = await db
      .updateTable('feed_heads')
      .set((row) => ({ head: row('head', '+', changes.length) }))
      .where('facility_id', '=', facility)
      .returning('head')
      .executeTakeFirstOrThrow()
    heads.set(facility, head)
    const first = head - changes.length + 1
    for (const [index, { entity, body }] of changes.entries()) {
      rows.push({ facility_id: facility, n: first + index, at, entity, body: JSON.stringify(body) })
    }
  }
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await db
      .insertInto('feed')
      .values(rows.slice(from, from + rowsPerStatement))
      .execute()
  }
  return heads
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

/**
 * 16 hex digits that distinguish a row from the one with the same number in another history, as after a restore from a backup. Two
 * histories with the same digest are practically certain to be the same up to there: each row contains its time.
 */
export const rowDigest = ({
  at,
  entity,
  body,
}: {
  readonly at: string
  readonly entity: string
  readonly body: string
}) => createHash('sha256').update(`${at} ${entity} ${body}`).digest('hex').slice(0, 16)

/** Of row `n`; undefined if it was never written, or is no longer kept. */
export async function feedDigest(db: Db, facility: number, n: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('feed')
    .select(['at', 'entity', 'body'])
    .where('facility_id', '=', facility)
    .where('n', '=', n)
    .executeTakeFirst()
  return row && rowDigest(row)
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
