import { Migrator } from 'kysely'
import { ok, type Result, refused } from '../../shared/result'
import { migrations } from './migrations'
import type { Db, StoreProblem } from './store'

/** Runs what is missing. A database that a newer program has changed is refused and left as it is. */
export async function migrate(db: Db, file: string): Promise<Result<readonly string[], StoreProblem>> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const unknown = await newest(db)
  if (unknown !== undefined && !(unknown in migrations)) {
    return refused({ kind: 'newerDatabase', file, migration: unknown })
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
