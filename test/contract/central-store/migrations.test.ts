// Every earlier version of the database is brought up to date, on both.
import SqliteDatabase from 'better-sqlite3'
import { Kysely, type Migration, Migrator, SqliteDialect } from 'kysely'
import { Pool } from 'pg'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../src/central/store/migrations'
import { migrate } from '../../../src/central/store/migrations/migrate'
import { bytewise } from '../../../src/central/store/postgres/bytewise'
import { postgresDialect } from '../../../src/central/store/postgres/driver'
import { asNumbers } from '../../../src/central/store/postgres/numbers'
import type { CentralSchema } from '../../../src/central/store/schema/schema'
import { newDatabase } from '../../support/postgres'

const plain = (migration: Migration) => migration
const databases = [
  { name: 'SQLite', fitted: plain, open: async () => new SqliteDialect({ database: new SqliteDatabase(':memory:') }) },
  {
    name: 'PostgreSQL',
    fitted: bytewise,
    // As in central, no connection outlives a migration: it would keep statements with the columns' former types.
    open: async () =>
      postgresDialect(new Pool({ connectionString: await newDatabase(), maxUses: 1, types: asNumbers })),
  },
] as const

const names = Object.keys(migrations)

const asText = (row: object) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]))

/** A row in every table that has a subject's, container's or procedure's number, all with the same. */
const rowsOfVial = (id: number, at: string) =>
  [
    ['subjects', { id, ...house, code: `S-${id}`, first_name: '', last_name: '', date_of_birth: '', created_at: at }],
    ['containers', { id, ...house, subject_id: id, name: 'V', description: '', held_by: id, version: 1 }],
    [
      'procedures',
      { id, ...house, type: 'STORE', status: 'PENDING', subject_id: id, created_at: at, updated_at: at, version: 1 },
    ],
    ['procedure_vials', { procedure_id: id, container_id: id, ordinal: 0, outcome: 'pending' }],
    ['procedure_events', { procedure_id: id, ordinal: 1, kind: 'create', body: '{}', actor: '{}', at }],
    ['tags', { organization_id: 1, tag: `E2${id}`, container_id: id, since: at }],
    ['devices', { facility_id: 1, name: 'D', token_hash: `${id}`, state: 'idle', procedure_id: id, version: 1 }],
  ] as const
const house = { organization_id: 1, facility_id: 1 }

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

  test('0009-ids-by-the-clock keeps the ids that were given, counts on from them, and has room for 53 bits', async () => {
    const db = new Kysely<CentralSchema>({ dialect: await open() })
    const known = Object.fromEntries(Object.entries(migrations).map(([name, each]) => [name, fitted(each)]))
    await new Migrator({ db, provider: { getMigrations: async () => known } }).migrateTo('0008-tag-purposes')
    const at = '2026-03-02T08:00:00.000Z'
    await db.insertInto('organizations').values({ name: 'O', created_at: at }).execute()
    await db.insertInto('facilities').values({ organization_id: 1, name: 'F', created_at: at }).execute()
    const rows = (id: number) => rowsOfVial(id, at)
    for (const [table, row] of rows(237)) await db.insertInto(table).values(row).execute()
    expect(await migrate(db, 'here', fitted)).toMatchObject({ ok: true })
    const last = (await db.selectFrom('last_ids').selectAll().orderBy('kind').execute()).map((row) =>
      Object.values(row),
    )
    expect(last.map(([kind, number]) => `${kind} ${number}`)).toEqual(['container 237', 'procedure 237', 'subject 237'])
    for (const [table, row] of rows(Number.MAX_SAFE_INTEGER)) await db.insertInto(table).values(row).execute()
    for (const [table, row] of rows(237)) {
      expect((await db.selectFrom(table).selectAll().execute()).map(asText)).toEqual([
        expect.objectContaining(asText(row)),
        expect.objectContaining(asText(Object.fromEntries(rows(Number.MAX_SAFE_INTEGER))[table] ?? {})),
      ])
    }
    await db.destroy()
  })
})
