// Organizations, their facilities, people, clients and subjects.
import type { FacilityRules } from '../../shared/model/facility-rules'
import { personId } from '../../shared/model/ids'
import { type Person, type Role, roles } from '../../shared/model/person'
import { isRowId, isRowText } from './row-id'
import type { Db } from './store'

export interface FacilityRef {
  readonly id: number
  readonly name: string
}

export interface Scope extends FacilityRef {
  readonly organization: { readonly id: number; readonly name: string }
}

export async function facilitiesOf(db: Db, organization: number): Promise<readonly FacilityRef[]> {
  return db
    .selectFrom('facilities')
    .select(['id', 'name'])
    .where('organization_id', '=', organization)
    .orderBy('id')
    .execute()
}

/** A facility of this organization; undefined for any other, so that a foreign id looks like none. */
export async function findFacility(db: Db, organization: number, id: number): Promise<FacilityRef | undefined> {
  if (!isRowId(id)) return undefined
  return db
    .selectFrom('facilities')
    .select(['id', 'name'])
    .where('organization_id', '=', organization)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function facilityScope(db: Db, facility: number): Promise<Scope> {
  const row = await db
    .selectFrom('facilities as f')
    .innerJoin('organizations as o', 'o.id', 'f.organization_id')
    .select(['f.id', 'f.name', 'o.id as organization_id', 'o.name as organization_name'])
    .where('f.id', '=', facility)
    .executeTakeFirstOrThrow()
  return { id: row.id, name: row.name, organization: { id: row.organization_id, name: row.organization_name } }
}

/** A role that this program does not know has the fewest rights. */
const roleOf = (name: string): Role => roles.find((role) => role === name) ?? roles[0]

export async function findPerson(db: Db, facility: number, id: string): Promise<Person | undefined> {
  if (!isRowText(id)) return undefined
  const row = await db
    .selectFrom('people')
    .select(['id', 'name', 'role'])
    .where('facility_id', '=', facility)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: personId(row.id), name: row.name, role: roleOf(row.role) }
}

export async function peopleOf(db: Db, facility: number): Promise<readonly Person[]> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'role'])
    .where('facility_id', '=', facility)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: personId(row.id), name: row.name, role: roleOf(row.role) }))
}

export interface SubjectRef {
  readonly id: number
  readonly code: string
}

export async function findSubjectByCode(db: Db, organization: number, code: string): Promise<SubjectRef | undefined> {
  return db
    .selectFrom('subjects')
    .select(['id', 'code'])
    .where('organization_id', '=', organization)
    .where('code', '=', code)
    .executeTakeFirst()
}

export async function isFacility(db: Db, id: number): Promise<boolean> {
  if (!isRowId(id)) return false
  return (await db.selectFrom('facilities').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

export async function facilityRules(db: Db, id: number): Promise<FacilityRules> {
  const row = await db.selectFrom('facilities').select('two_people').where('id', '=', id).executeTakeFirst()
  return { twoPeople: row?.two_people === 1 }
}

export async function saveFacilityRules(db: Db, id: number, { twoPeople }: FacilityRules): Promise<void> {
  await db
    .updateTable('facilities')
    .set({ two_people: twoPeople ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

export async function isOrganization(db: Db, id: number): Promise<boolean> {
  if (!isRowId(id)) return false
  return (await db.selectFrom('organizations').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

export async function facilityOfPerson(db: Db, id: string): Promise<number | undefined> {
  const row = await db.selectFrom('people').select('facility_id').where('id', '=', id).executeTakeFirst()
  return row?.facility_id
}

/** Everybody with their facility: few, and asked for only where somebody is added or changed. */
export async function allPeople(db: Db): Promise<readonly { id: string; name: string; facility_id: number }[]> {
  return db.selectFrom('people').select(['id', 'name', 'facility_id']).orderBy('id').execute()
}

/** Adds a person, or changes name and role of one of this facility. */
export async function savePerson(db: Db, facility: number, { id, name, role }: Person): Promise<void> {
  await db
    .insertInto('people')
    .values({ id, facility_id: facility, name, role })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, role }))
    .execute()
}
