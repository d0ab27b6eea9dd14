// Every earlier version of the database is brought up to date, on both.
import SqliteDatabase from 'better-sqlite3'
import { Kysely, type Migration, Migrator, SqliteDialect } from 'kysely'
import { Pool } from 'pg'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../src/central/store/migrations'
import { migrate } from '../../../src/central/store/migrations/migrate'
import { bytewise } from '../../../src/central/store/postgres/bytewise'
import { postgresDialect } from '../../../src/central/store/postgres/driver'
import type { CentralSchema } from '../../../src/central/store/schema/schema'
import { newDatabase } from '../../support/postgres'

const plain = (migration: Migration) => migration
const databases = [
  { name: 'SQLite', fitted: plain, open: async () => new SqliteDialect({ database: new SqliteDatabase(':memory:') }) },
  {
    name: 'PostgreSQL',
    fitted: bytewise,
    open: async () => postgresDialect(new Pool({ connectionString: await newDatabase() })),
  },
] as const

const names = Object.keys(migrations)

describe.each(databases)('migrations on $name', ({ fitted, open }) => {
  test.each(names)('from %s to the present, with the rows that were there', async (earlier) => {
    const db = new Kysely<CentralSchema>({ dialect: await open() })
    const known = Object.fromEntries(Object.entries(migrations).map(([name, each]) => [name, fitted(each)]))
    const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
    await migrator.migrateTo(earlier)
    await db.insertInto('settings').values({ key: 'kept', value: earlier }).execute()
    const migrated = await migrate(db, 'here', fitted)
    expect(migrated).toEqual({ ok: true, value: names.slice(names.indexOf(earlier) + 1) })
    expect(await db.selectFrom('settings').selectAll().execute()).toEqual([{ key: 'kept', value: earlier }])
    expect(await db.selectFrom('request_windows').selectAll().execute()).toEqual([])
    expect(await migrate(db, 'here', fitted)).toEqual({ ok: true, value: [] })
    await db.destroy()
  })
})
