// Sample containers, and which procedure holds them.
import type { Selectable } from 'kysely'
import { writtenTag } from '../../shared/api/fields'
import { type SampleContainer, type Verification, verifyReasons } from '../../shared/model/container'
import { containerId, storageId, subjectId } from '../../shared/model/ids'
import type { Place } from '../../shared/model/place'
import { isClockId } from './row-id'
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

export interface HeldContainer {
  readonly container: SampleContainer
  /** The open procedure that holds it. */
  readonly heldBy: number | null
}

/** Those of them that are this facility's, by their numbers, with what holds them: a foreign one looks like none. */
export async function containersOfFacility(
  db: Db,
  facility: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, HeldContainer>> {
  const known = ids.filter(isClockId)
  if (known.length === 0) return new Map()
  const rows = await containerSelection(db).where('c.id', 'in', known).where('c.facility_id', '=', facility).execute()
  return new Map(rows.map((row) => [row.id, { container: containerOf(row), heldBy: row.held_by }]))
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

/** To be written to, by which it becomes newer. */
export const touch = (db: Db, container: number) =>
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
