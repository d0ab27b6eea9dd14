// Sample containers, their tags and places.
import type { Selectable } from 'kysely'
import { writtenTag } from '../../shared/api/fields'
import { type KnownTag, type SampleContainer, type Verification, verifyReasons } from '../../shared/model/container'
import { containerId, facilityId, storageId, subjectId } from '../../shared/model/ids'
import type { Place } from '../../shared/model/place'
import type { TagId } from '../../shared/model/reader'
import { isClockId, isRowId, isRowText } from './row-id'
import type { ContainersTable } from './schema/storage'
import type { Db } from './store'

interface PlaceColumns {
  storage_id: number | null
  canister: string | null
  cane: string | null
  position: number | null
}

export const containerSelection = (db: Db) =>
  db
    .selectFrom('containers as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .leftJoin('places as pl', 'pl.container_id', 'c.id')
    .selectAll('c')
    .select(['s.code as subject_code', 'pl.storage_id', 'pl.canister', 'pl.cane', 'pl.position'])

export type ContainerRow = Selectable<ContainersTable> & PlaceColumns & { subject_code: string }

/** Where it is, or is to be, or may be. */
function placeIn({ storage_id, canister, cane, position }: PlaceColumns): Place | null {
  if (storage_id === null || canister === null || cane === null || position === null) return null
  return { storageId: storageId(storage_id), canister, cane, position }
}

function verificationOf(row: ContainerRow): Verification | null {
  if (row.verify_since === null) return null
  const why = verifyReasons.find((each) => each === row.verify_why) ?? 'outcomeUnknown'
  return { since: row.verify_since, why, place: placeIn(row) }
}

export function containerOf(row: ContainerRow): SampleContainer {
  const verify = verificationOf(row)
  return {
    id: containerId(row.id),
    name: row.name,
    description: row.description,
    subject: { id: subjectId(row.subject_id), code: row.subject_code },
    tag: row.tag === null ? null : writtenTag.parse(row.tag),
    taggedAt: row.tagged_at,
    // A planned place is not its place yet: the device has not confirmed it.
    place: row.stored_at === null ? null : placeIn(row),
    storedAt: row.stored_at,
    ...(verify && { verify }),
    version: row.version,
  }
}

export async function loadContainers(db: Db, ids: readonly number[]): Promise<readonly SampleContainer[]> {
  if (ids.length === 0) return []
  const rows = await containerSelection(db)
    .where('c.id', 'in', [...ids])
    .orderBy('c.id')
    .execute()
  return rows.map(containerOf)
}

/** A container of this facility; undefined for any other, so that a foreign id looks like none. */
export async function containerOfFacility(db: Db, facility: number, id: number): Promise<SampleContainer | undefined> {
  if (!isClockId(id)) return undefined
  return (await containersOfFacility(db, facility, [id]))[0]
}

/** Those of them that are this facility's. */
export async function containersOfFacility(
  db: Db,
  facility: number,
  ids: readonly number[],
): Promise<readonly SampleContainer[]> {
  if (ids.length === 0) return []
  const rows = await containerSelection(db)
    .where('c.id', 'in', [...ids])
    .where('c.facility_id', '=', facility)
    .execute()
  return rows.map(containerOf)
}

export interface HeldContainer {
  readonly container: SampleContainer
  /** The open procedure that holds it. */
  readonly heldBy: number | null
}

/** Those of them that are this facility's, with what holds them. */
export async function heldContainersOf(
  db: Db,
  facility: number,
  ids: readonly number[],
): Promise<readonly HeldContainer[]> {
  const known = ids.filter(isClockId)
  if (known.length === 0) return []
  const rows = await containerSelection(db).where('c.id', 'in', known).where('c.facility_id', '=', facility).execute()
  return rows.map((row) => ({ container: containerOf(row), heldBy: row.held_by }))
}

export const knownTagSelection = (db: Db) =>
  db
    .selectFrom('tags as t')
    .innerJoin('containers as c', 'c.id', 't.container_id')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select(['t.tag', 't.container_id', 't.since', 'c.name', 'c.facility_id', 's.code'])

export interface KnownTagRow {
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

export async function freeTag(
  db: Db,
  organization: number,
  { containerId, tag, at, why }: Pick<Binding, 'containerId' | 'tag' | 'at'> & { readonly why: string },
) {
  await db.deleteFrom('tags').where('organization_id', '=', organization).where('tag', '=', tag).execute()
  await db
    .updateTable('tag_bindings')
    .set({ until: at, why })
    .where('organization_id', '=', organization)
    .where('tag', '=', tag)
    .where('container_id', '=', containerId)
    .where('until', 'is', null)
    .execute()
  await touch(db, containerId).set({ tag: null, tagged_at: null }).execute()
}

export async function markStored(db: Db, container: number, at: string | null) {
  await touch(db, container).set({ stored_at: at }).execute()
}

/** The vial is to be verified, or no longer (null). One that is already keeps its first reason. */
export async function setVerification(
  db: Db,
  container: number,
  verify: Pick<Verification, 'since' | 'why'> | null,
): Promise<void> {
  if (verify === null) {
    await touch(db, container).set({ verify_since: null, verify_why: null }).execute()
    return
  }
  await touch(db, container)
    .set({ verify_since: verify.since, verify_why: verify.why })
    .where('verify_since', 'is', null)
    .execute()
}

const touch = (db: Db, container: number) =>
  db
    .updateTable('containers')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', container)

/** Makes the procedure hold the vials; false if another one holds any of them. */
export async function holdContainers(db: Db, ids: readonly number[], procedure: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('containers')
    .set({ held_by: procedure })
    .where('id', 'in', [...ids])
    .where('held_by', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === BigInt(ids.length)
}

export async function releaseContainers(db: Db, procedure: number, ids: readonly number[]) {
  if (ids.length === 0) return
  await db
    .updateTable('containers')
    .set({ held_by: null })
    .where('id', 'in', [...ids])
    .where('held_by', '=', procedure)
    .execute()
}

/** A vial is there, or is to be; or one may lie there that a restored central doesn't have. */
export async function isPlaceTaken(db: Db, place: Place): Promise<boolean> {
  const { storageId: storage_id, canister, cane, position } = place
  if (!isRowId(storage_id) || !isRowId(position)) return false
  if (!isRowText(canister) || !isRowText(cane)) return false
  const here = { storage_id, canister, cane, position }
  const row = await db
    .selectFrom('places')
    .select('position')
    .where((each) => each.and(here))
    .unionAll(
      db
        .selectFrom('losses')
        .select('losses.position')
        .where((each) => each.and(here))
        .where('closed_at', 'is', null)
        .$castTo<{ position: number }>(),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function bindPlace(db: Db, place: Place, container: number) {
  const { storageId: storage_id, canister, cane, position } = place
  await db.insertInto('places').values({ storage_id, canister, cane, position, container_id: container }).execute()
}

export async function freePlaces(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return
  await db
    .deleteFrom('places')
    .where('container_id', 'in', [...ids])
    .execute()
}
