// Text that sorts by its bytes, as on SQLite, whatever the database's own language: pages by key depend on it.
import { type Kysely, type Migration, sql } from 'kysely'

/** Gives every text column with the database's collation the bytewise one. On a table with rows this rebuilds its indexes. */
async function sortBytewise(db: Kysely<unknown>) {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and collation_name is null
      and table_name not like 'kysely_%'
    order by table_name, ordinal_position`.execute(db)
  const tables = new Map<string, string[]>()
  for (const { table_name, column_name } of rows) {
    tables.set(table_name, [...(tables.get(table_name) ?? []), column_name])
  }
  for (const [table, columns] of tables) {
    const changes = columns.map((column) => sql`alter column ${sql.ref(column)} type text collate "C"`)
    await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(db)
  }
}

/** The migration, with the columns that it adds corrected in the same transaction. */
export const bytewise = (migration: Migration): Migration => ({
  async up(db) {
    await migration.up(db)
    await sortBytewise(db)
  },
})
