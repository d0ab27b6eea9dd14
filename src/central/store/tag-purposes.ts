// Tags that are not for vials. A tag without a row is, or may be, a vial's.

import { writtenTag } from '../../shared/api/fields'
import type { TagId } from '../../shared/model/reader'
import { type PurposedTag, purposeOf, type TagPurpose } from '../../shared/model/tag-purpose'
import type { Db } from './store'

export async function findTagPurpose(db: Db, organization: number, tag: TagId): Promise<TagPurpose> {
  const row = await db
    .selectFrom('tag_purposes')
    .select('purpose')
    .where('organization_id', '=', organization)
    .where('tag', '=', tag)
    .executeTakeFirst()
  return row === undefined ? 'vial' : purposeOf(row.purpose)
}

/** All of the organization, in the order of their numbers. */
export async function tagPurposesOf(db: Db, organization: number): Promise<readonly PurposedTag[]> {
  const rows = await db
    .selectFrom('tag_purposes')
    .select(['tag', 'purpose'])
    .where('organization_id', '=', organization)
    .orderBy('tag')
    .execute()
  return rows.map((row) => ({ tag: writtenTag.parse(row.tag), purpose: purposeOf(row.purpose) }))
}

export async function saveTagPurpose(db: Db, organization: number, { tag, purpose }: PurposedTag, at: string) {
  await db.deleteFrom('tag_purposes').where('organization_id', '=', organization).where('tag', '=', tag).execute()
  if (purpose === 'vial') return
  await db.insertInto('tag_purposes').values({ organization_id: organization, tag, purpose, since: at }).execute()
}
