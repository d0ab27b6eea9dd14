import { type Kysely, SqliteAdapter } from 'kysely'

/** For the few words that differ between the databases. */
export const isSqlite = (db: Pick<Kysely<unknown>, 'getExecutor'>): boolean =>
  db.getExecutor().adapter instanceof SqliteAdapter
