// The history of tags names vials and procedures, whose numbers by the clock need 53 bits.
import type { Kysely, Migration } from 'kysely'
import { isSqlite } from '../dialect'

export const wideTagBindings: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite keeps 64 bits in every INTEGER.
    if (isSqlite(db)) return
    for (const name of ['container_id', 'procedure_id']) {
      await db.schema
        .alterTable('tag_bindings')
        .alterColumn(name, (column) => column.setDataType('bigint'))
        .execute()
    }
  },
}
