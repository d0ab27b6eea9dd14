// Names of a subject's vials. The same name may come again, as integrations have always been able to begin anew; one that only looks the
// same may not: whoever holds both vials could not tell which is meant.
import { nameKeys } from '../../shared/names/key'
import { isSqlite } from './dialect'
import type { Db } from './store'

/** A vial to come whose name looks like an other one's of the subject and is not the same; undefined if all are told apart. */
export async function alikeVial(
  db: Db,
  subject: number,
  vials: readonly { readonly name: string }[],
): Promise<{ readonly name: string; readonly existing: string } | undefined> {
  // One request at a time for a subject, also from two facilities. SQLite has one writer.
  if (!isSqlite(db)) await db.selectFrom('subjects').select('id').where('id', '=', subject).forUpdate().execute()
  const rows = await db.selectFrom('containers').select('name').distinct().where('subject_id', '=', subject).execute()
  const names = new Set(rows.map(({ name }) => name))
  const byKey = new Map(rows.flatMap(({ name }) => nameKeys(name).map((key) => [key, name] as const)))
  for (const { name } of vials) {
    if (names.has(name)) continue
    const existing = nameKeys(name).flatMap((key) => byKey.get(key) ?? [])[0]
    if (existing !== undefined) return { name, existing }
  }
  return undefined
}
