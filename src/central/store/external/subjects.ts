// Subjects and sample containers as integrations read them, scoped by organization and in a stable order.
import type { ContainerReply, LocationReply, SubjectReply } from '../../../shared/api/external'
import { containerSelection } from '../containers'
import { isRowId } from '../row-id'
import type { Db } from '../store'
import { count, type Page, type Window } from './page'

export async function listContainers(
  db: Db,
  organization: number,
  subject: number | undefined,
  window: Window,
): Promise<Page<ContainerReply>> {
  let query = db
    .selectFrom('containers as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .where('c.organization_id', '=', organization)
  if (subject !== undefined) query = query.where('c.subject_id', '=', subject)
  const { n } = await query.select(count).executeTakeFirstOrThrow()
  const rows = await query
    .select(['c.id', 'c.name', 'c.description', 'c.stored_at', 's.id as subject_id', 's.code'])
    .orderBy('c.id')
    .limit(window.limit)
    .offset(window.offset)
    .execute()
  const items = rows.map(({ id, name, description, stored_at, subject_id, code }) => ({
    id,
    name,
    subject: { id: subject_id, code },
    description,
    storedAt: stored_at,
  }))
  return { items, total: Number(n) }
}

export async function findLocation(db: Db, organization: number, id: number): Promise<LocationReply | undefined> {
  if (!isRowId(id)) return undefined
  const row = await containerSelection(db)
    .leftJoin('tanks as t', 't.id', 'pl.storage_id')
    .select('t.name as tank_name')
    .where('c.organization_id', '=', organization)
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { storage_id, tank_name, canister, cane, stored_at } = row
  if (stored_at === null || storage_id === null || tank_name === null || canister === null || cane === null) {
    return { id, storage: null, position: null, storedAt: null }
  }
  return { id, storage: { id: storage_id, name: tank_name }, position: { canister, cane }, storedAt: stored_at }
}

export async function listSubjects(db: Db, organization: number, window: Window): Promise<Page<SubjectReply>> {
  const query = db.selectFrom('subjects as s').where('s.organization_id', '=', organization)
  const { n } = await query.select(count).executeTakeFirstOrThrow()
  const rows = await subjectSelection(db, organization)
    .orderBy('s.id')
    .limit(window.limit)
    .offset(window.offset)
    .execute()
  return { items: rows.map(subjectOf), total: Number(n) }
}

export async function findSubject(db: Db, organization: number, id: number): Promise<SubjectReply | undefined> {
  if (!isRowId(id)) return undefined
  const row = await subjectSelection(db, organization).where('s.id', '=', id).executeTakeFirst()
  return row && subjectOf(row)
}

const subjectSelection = (db: Db, organization: number) =>
  db
    .selectFrom('subjects as s')
    .innerJoin('facilities as f', 'f.id', 's.facility_id')
    .select(['s.id', 's.code', 's.first_name', 's.last_name', 's.created_at', 'f.id as facility_id', 'f.name'])
    .where('s.organization_id', '=', organization)

interface SubjectRow {
  readonly id: number
  readonly code: string
  readonly first_name: string
  readonly last_name: string
  readonly created_at: string
  readonly facility_id: number
  readonly name: string
}

/** The date of birth is never echoed. */
const subjectOf = (row: SubjectRow): SubjectReply => ({
  id: row.id,
  facility: { id: row.facility_id, name: row.name },
  code: row.code,
  firstName: row.first_name,
  lastName: row.last_name,
  createdAt: row.created_at,
})
