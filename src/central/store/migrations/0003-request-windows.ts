// Requests a minute, counted for all processes on one database.
import { type Kysely, type Migration, sql } from 'kysely'
import { isSqlite } from '../dialect'

export const requestWindows: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('request_windows')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('ends_ms', 'bigint', (column) => column.notNull())
      .addColumn('used', 'integer', (column) => column.notNull())
      .execute()
    // Losing the counts in a crash does no harm, and otherwise each request would wait for the disk.
    if (!isSqlite(db)) await sql`alter table request_windows set unlogged`.execute(db)
  },
}
