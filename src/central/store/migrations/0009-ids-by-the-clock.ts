// Numbers of subjects, containers and procedures come from the clock, so that a restored central gives none out again: they need 53 bits.
import { type Kysely, type Migration, sql } from 'kysely'
import { isSqlite } from '../dialect'
import { required } from './0001-initial/columns'

const numbered = { subject: 'subjects', container: 'containers', procedure: 'procedures' } as const

/** Every column that holds one of these numbers. */
const columns: readonly (readonly [table: string, ...columns: string[]])[] = [
  ['subjects', 'id'],
  ['containers', 'id', 'subject_id', 'held_by'],
  ['procedures', 'id', 'subject_id'],
  ['procedure_vials', 'procedure_id', 'container_id'],
  ['procedure_events', 'procedure_id'],
  ['places', 'container_id'],
  ['tags', 'container_id'],
  ['devices', 'procedure_id'],
]

export const idsByTheClock: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite keeps 64 bits in every INTEGER.
    if (!isSqlite(db)) await widen(db)
    await db.schema
      .createTable('last_ids')
      .addColumn('kind', 'text', (column) => column.primaryKey())
      .addColumn('last', 'bigint', required)
      .execute()
    for (const [kind, table] of Object.entries(numbered)) {
      await sql`insert into last_ids (kind, last) select ${kind}, coalesce(max(id), 0) from ${sql.table(table)}`.execute(
        db,
      )
    }
  },
}

async function widen(db: Kysely<unknown>) {
  // A row without its number is a mistake now, not the database's to number.
  for (const table of Object.values(numbered)) {
    await sql`alter table ${sql.table(table)} alter column id drop identity`.execute(db)
  }
  for (const [table, ...names] of columns) {
    for (const name of names) {
      await db.schema
        .alterTable(table)
        .alterColumn(name, (column) => column.setDataType('bigint'))
        .execute()
    }
  }
}
