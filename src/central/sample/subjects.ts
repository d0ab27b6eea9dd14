// The sample's subjects, with the year of their registration in their codes.
import type { Random } from '../../shared/ports'
import type { Central } from '../domain/central'
import type { Db } from '../store/store'
import { insertSubjectKeys } from '../store/subject-keys'
import { firstNames, lastNames } from './house'
import { pick, whole } from './seeded'
import { dayMs, oldestMs } from './span'

const rowsPerInsert = 500

export async function insertSubjects(
  { store, clock }: Central,
  organization: number,
  facility: number,
  count: number,
  random: Random,
) {
  const nowMs = clock.wallMs()
  const numbers = new Map<number, number>()
  const made: { id: number; code: string }[] = []
  const base = await subjectsByYear(store.db, organization)
  await store.transaction(async (db) => {
    for (let start = 0; start < count; start += rowsPerInsert) {
      const rows = Array.from({ length: Math.min(rowsPerInsert, count - start) }, (_, index) => {
        const created = new Date(nowMs - oldestMs + ((oldestMs - 31 * dayMs) * (start + index)) / count)
        const year = created.getUTCFullYear()
        const number = (numbers.get(year) ?? base.get(year) ?? 0) + 1
        numbers.set(year, number)
        return {
          organization_id: organization,
          facility_id: facility,
          code: `SUBJ-${year}-${String(number).padStart(3, '0')}`,
          first_name: pick(random, firstNames),
          last_name: pick(random, lastNames),
          date_of_birth: `${whole(random, 1975, 2001)}-${String(whole(random, 1, 12)).padStart(2, '0')}-${String(whole(random, 1, 28)).padStart(2, '0')}`,
          created_at: created.toISOString(),
        }
      })
      const inserted = await db.insertInto('subjects').values(rows).returning(['id', 'code']).execute()
      await insertSubjectKeys(
        db,
        inserted.map((each) => ({ ...each, organization })),
      )
      made.push(...inserted)
    }
  })
  return made
}

/** Codes are unique within an organization: a second facility continues where the first one stopped. */
async function subjectsByYear(db: Db, organization: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db.selectFrom('subjects').select('code').where('organization_id', '=', organization).execute()
  const byYear = new Map<number, number>()
  for (const { code } of rows) {
    const year = Number(code.split('-')[1])
    byYear.set(year, (byYear.get(year) ?? 0) + 1)
  }
  return byYear
}
