// What benches make has a UUID until it is numbered, and keeps it: acts that were saved before name it by that. A facility can require two
// people for each retrieval.
import type { Kysely, Migration } from 'kysely'

export const madeAtBenches: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('procedures').addColumn('made_number', 'bigint').execute()
    await db.schema.alterTable('procedures').addColumn('made', 'text').execute()
    // Where nothing was made, NULL is unlike any other NULL on both databases.
    await db.schema
      .createIndex('procedures_made')
      .unique()
      .on('procedures')
      .columns(['facility_id', 'made_number'])
      .execute()
    await db.schema
      .alterTable('facilities')
      .addColumn('two_people', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
