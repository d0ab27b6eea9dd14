// Which vial a tag is on, and was.
import { writtenTag } from '../../shared/api/fields'
import type { KnownTag } from '../../shared/model/container'
import { containerId, facilityId } from '../../shared/model/ids'
import type { TagId } from '../../shared/model/reader'
import { touch } from './containers'
import type { Db } from './store'

export const knownTagSelection = (db: Db) =>
  db
    .selectFrom('tags as t')
    .innerJoin('containers as c', 'c.id', 't.container_id')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select(['t.tag', 't.container_id', 't.since', 'c.name', 'c.facility_id', 's.code'])

interface KnownTagRow {
  tag: string
  container_id: number
  since: string
  name: string
  facility_id: number
  code: string
}

export const knownTagOf = (row: KnownTagRow): KnownTag => ({
  tag: writtenTag.parse(row.tag),
  containerId: containerId(row.container_id),
  containerName: row.name,
  subjectCode: row.code,
  facilityId: facilityId(row.facility_id),
  since: row.since,
})

/** The only vial that this organization has ever used the tag for. */
export async function findTag(db: Db, organization: number, tag: TagId): Promise<KnownTag | undefined> {
  const row = await knownTagSelection(db)
    .where('t.organization_id', '=', organization)
    .where('t.tag', '=', tag)
    .executeTakeFirst()
  return row && knownTagOf(row)
}

/** Which vial a tag is put on, and by which procedure. */
export interface Binding {
  readonly containerId: number
  readonly tag: TagId
  readonly at: string
  readonly procedure: number
}

/** The binding stays on record after its end: see `TagBindingsTable`. */
export async function bindTag(db: Db, organization: number, { containerId, tag, at, procedure }: Binding) {
  await db
    .insertInto('tags')
    .values({ organization_id: organization, tag, container_id: containerId, since: at })
    .execute()
  await db
    .insertInto('tag_bindings')
    .values({ organization_id: organization, tag, container_id: containerId, procedure_id: procedure, since: at })
    .execute()
  await touch(db, containerId).set({ tag, tagged_at: at }).execute()
}

/** Of this vial alone: another one may have the tag by now, and this one another tag. */
export async function freeTag(
  db: Db,
  organization: number,
  { containerId, tag, at, why }: Pick<Binding, 'containerId' | 'tag' | 'at'> & { readonly why: string },
) {
  await db
    .deleteFrom('tags')
    .where('organization_id', '=', organization)
    .where('tag', '=', tag)
    .where('container_id', '=', containerId)
    .execute()
  await db
    .updateTable('tag_bindings')
    .set({ until: at, why })
    .where('organization_id', '=', organization)
    .where('tag', '=', tag)
    .where('container_id', '=', containerId)
    .where('until', 'is', null)
    .execute()
  await touch(db, containerId).set({ tag: null, tagged_at: null }).where('tag', '=', tag).execute()
}
