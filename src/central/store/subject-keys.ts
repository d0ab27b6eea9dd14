// What of a subject's code nobody can confuse with another's: its keys, each the organization's only one. They are kept as digests, since
// a key can be far longer than its code, and than what a database puts into an index.
import { createHash } from 'node:crypto'
import { nameKeys } from '../../shared/names/key'
import type { SubjectRef } from './organizations'
import type { Db } from './store'

const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex')
const digestsOf = (code: string): readonly string[] => nameKeys(code).map(digestOf)

export interface KeyedSubject extends SubjectRef {
  readonly organization: number
}

const rowsOf = (subjects: readonly KeyedSubject[]) =>
  subjects.flatMap(({ organization, id, code }) =>
    digestsOf(code).map((key) => ({ organization_id: organization, key, subject_id: id })),
  )

/** SQLite limits the number of values in a statement. */
const rowsPerStatement = 1000

/** Of subjects that were just registered: fails if one of them looks like another, or like one that is there. */
export async function insertSubjectKeys(db: Db, subjects: readonly KeyedSubject[]) {
  const rows = rowsOf(subjects)
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await db
      .insertInto('subject_keys')
      .values(rows.slice(start, start + rowsPerStatement))
      .execute()
  }
}

/** Those of the organization whose codes look like this one, by id. Several only where they were registered before that was refused. */
export async function alikeSubjects(db: Db, organization: number, code: string): Promise<readonly SubjectRef[]> {
  const digests = digestsOf(code)
  const among = (table: 'subject_keys' | 'alike_subjects') =>
    db
      .selectFrom(`${table} as k`)
      .innerJoin('subjects as s', 's.id', 'k.subject_id')
      .select(['s.id', 's.code'])
      .where('k.organization_id', '=', organization)
      .where('k.key', 'in', digests)
  return among('subject_keys').union(among('alike_subjects')).orderBy('id').execute()
}

/** For subjects of before: a key that an earlier subject has stays with it, and the later one is listed. */
export async function addKeysOfEarlierSubjects(db: Db) {
  let last = 0
  for (;;) {
    const subjects = await db
      .selectFrom('subjects')
      .select(['organization_id as organization', 'id', 'code'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(rowsPerStatement / 2)
      .execute()
    if (subjects.length === 0) return
    last = subjects.at(-1)?.id ?? last
    await addEarlier(db, rowsOf(subjects))
  }
}

async function addEarlier(db: Db, rows: ReturnType<typeof rowsOf>) {
  await db
    .insertInto('subject_keys')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['organization_id', 'key']).doNothing())
    .execute()
  const keys = [...new Set(rows.map(({ key }) => key))]
  const kept = await db.selectFrom('subject_keys').selectAll().where('key', 'in', keys).execute()
  const owner = new Map(kept.map((row) => [`${row.organization_id} ${row.key}`, row.subject_id]))
  const alike = rows.filter((row) => owner.get(`${row.organization_id} ${row.key}`) !== row.subject_id)
  if (alike.length > 0) await db.insertInto('alike_subjects').values(alike).execute()
}
