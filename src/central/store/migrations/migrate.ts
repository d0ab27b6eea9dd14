import { type Migration, Migrator } from 'kysely'
import { ok, type Result, refused } from '../../../shared/result'
import type { Db, StoreProblem } from '../store'
import { migrations } from '.'

/**
 * Runs the missing migrations and returns their names. A database that a newer program has changed is refused and left as it is.
 * @param where the database, for people
 * @param fitted adapts a migration to this database
 */
export async function migrate(
  db: Db,
  where: string,
  fitted: (migration: Migration) => Migration = (migration) => migration,
): Promise<Result<readonly string[], StoreProblem>> {
  const known = Object.fromEntries(Object.entries(migrations).map(([name, migration]) => [name, fitted(migration)]))
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
  const unknown = await newest(db)
  if (unknown !== undefined && !(unknown in migrations)) {
    return refused({ kind: 'newerDatabase', file: where, migration: unknown })
  }
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return ok((results ?? []).map((each) => each.migrationName))
}

async function newest(db: Db): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return undefined
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name', 'desc')
    .limit(1)
    .execute()
  return rows[0]?.name
}
