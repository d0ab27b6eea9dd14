// Names of before the rule that look like one another. Nothing renames them: a person has to know what is meant, so they are listed.

import { spelledOut } from '../../../shared/names/difference'
import { nameKeys } from '../../../shared/names/key'
import type { Db } from '../../store/store'

type Kind =
  | 'organization'
  | 'facility'
  | 'subject'
  | 'vial'
  | 'tank'
  | 'cane'
  | 'personId'
  | 'person'
  | 'clientId'
  | 'client'
  | 'bench'

export interface AlikeNames {
  readonly kind: Kind
  /** Within what they should be told apart: `organization 1`, say. */
  readonly within: string
  /** `spelled` says which characters a name has that not every keyboard has. */
  readonly names: readonly { readonly id: string; readonly name: string; readonly spelled: string }[]
}

interface Named {
  readonly within: string
  readonly id: string | number
  readonly name: string
}

/** Groups of two and more. `equalIsFine`: the same spelling twice is meant so. */
function alikeAmong(kind: Kind, rows: readonly Named[], { equalIsFine = false } = {}): readonly AlikeNames[] {
  const byKey = new Map<string, Named[]>()
  for (const row of rows) {
    for (const key of nameKeys(row.name)) {
      const place = `${row.within}\n${key}`
      byKey.set(place, [...(byKey.get(place) ?? []), row])
    }
  }
  const groups = new Map<string, AlikeNames>()
  for (const group of byKey.values()) {
    const spellings = new Set(group.map(({ name }) => name))
    if (group.length < 2 || (equalIsFine && spellings.size < 2)) continue
    const names = group.map(({ id, name }) => ({ id: String(id), name, spelled: spelledOut(name) }))
    groups.set(names.map(({ id }) => id).join(), { kind, within: group[0]?.within ?? '', names })
  }
  return [...groups.values()]
}

/** Subjects are too many to be read at each start: which of them look alike was found when the rule came. */
async function alikeSubjects(db: Db): Promise<readonly AlikeNames[]> {
  const keys = db.selectFrom('alike_subjects').select('key')
  const of = (table: 'alike_subjects' | 'subject_keys') =>
    db
      .selectFrom(`${table} as k`)
      .innerJoin('subjects as s', 's.id', 'k.subject_id')
      .select(['s.organization_id', 's.id', 's.code'])
      .where('k.key', 'in', keys)
  const rows = await of('subject_keys').union(of('alike_subjects')).orderBy('id').execute()
  return alikeAmong(
    'subject',
    rows.map(({ organization_id, id, code }) => ({ within: `organization ${organization_id}`, id, name: code })),
  )
}

async function alikeInHouse(db: Db): Promise<readonly AlikeNames[]> {
  const organizations = await db.selectFrom('organizations').select(['id', 'name']).orderBy('id').execute()
  const facilities = await db.selectFrom('facilities').select(['id', 'name', 'organization_id']).orderBy('id').execute()
  const people = await db.selectFrom('people').select(['id', 'name', 'facility_id']).orderBy('id').execute()
  const clients = await db
    .selectFrom('clients')
    .select(['client_id', 'name', 'organization_id'])
    .orderBy('client_id')
    .execute()
  const benches = await db
    .selectFrom('benches')
    .select(['id', 'name', 'facility_id'])
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute()
  const everywhere = 'central'
  const organization = (id: number) => `organization ${id}`
  const facility = (id: number) => `facility ${id}`
  return [
    ...alikeAmong(
      'organization',
      organizations.map((row) => ({ ...row, within: everywhere })),
    ),
    ...alikeAmong(
      'facility',
      facilities.map((row) => ({ ...row, within: organization(row.organization_id) })),
    ),
    ...alikeAmong(
      'personId',
      people.map(({ id }) => ({ id, name: id, within: everywhere })),
    ),
    ...alikeAmong(
      'person',
      people.map((row) => ({ ...row, within: facility(row.facility_id) })),
    ),
    ...alikeAmong(
      'clientId',
      clients.map((row) => ({ id: row.client_id, name: row.client_id, within: everywhere })),
    ),
    ...alikeAmong(
      'client',
      clients.map((row) => ({ id: row.client_id, name: row.name, within: organization(row.organization_id) })),
    ),
    ...alikeAmong(
      'bench',
      benches.map((row) => ({ ...row, within: facility(row.facility_id) })),
    ),
  ]
}

async function alikeInStorage(db: Db): Promise<readonly AlikeNames[]> {
  const tanks = await db.selectFrom('tanks').select(['id', 'name', 'facility_id']).orderBy('id').execute()
  const canes = await db
    .selectFrom('canes')
    .select(['storage_id', 'canister', 'cane'])
    .orderBy('storage_id')
    .orderBy('canister')
    .orderBy('cane')
    .execute()
  return [
    ...alikeAmong(
      'tank',
      tanks.map((row) => ({ ...row, within: `facility ${row.facility_id}` })),
    ),
    ...alikeAmong(
      'cane',
      canes.map(({ storage_id, canister, cane }) => ({
        within: `tank ${storage_id}, canister ${canister}`,
        id: cane,
        name: cane,
      })),
    ),
  ]
}

const vialsPerRead = 5000

/** All vials, subject by subject. */
async function alikeVials(db: Db): Promise<readonly AlikeNames[]> {
  const found: AlikeNames[] = []
  let pending: Named[] = []
  let after = { subject: 0, id: 0 }
  for (;;) {
    const rows = await db
      .selectFrom('containers')
      .select(['subject_id', 'id', 'name'])
      .where((row) =>
        row.or([
          row('subject_id', '>', after.subject),
          row.and([row('subject_id', '=', after.subject), row('id', '>', after.id)]),
        ]),
      )
      .orderBy('subject_id')
      .orderBy('id')
      .limit(vialsPerRead)
      .execute()
    const last = rows.at(-1)
    const all = [...pending, ...rows.map(({ subject_id, id, name }) => ({ within: `subject ${subject_id}`, id, name }))]
    const open = last && `subject ${last.subject_id}`
    pending = all.filter(({ within }) => within === open)
    found.push(
      ...alikeAmong(
        'vial',
        all.filter(({ within }) => within !== open),
        { equalIsFine: true },
      ),
    )
    if (!last) return found
    after = { subject: last.subject_id, id: last.id }
  }
}

/** What can be asked at each start: all but the vials. */
export async function alikeNames(db: Db): Promise<readonly AlikeNames[]> {
  return [...(await alikeSubjects(db)), ...(await alikeInHouse(db)), ...(await alikeInStorage(db))]
}

/** With the vials, which can be millions. */
export async function allAlikeNames(db: Db): Promise<readonly AlikeNames[]> {
  return [...(await alikeNames(db)), ...(await alikeVials(db))]
}
