// For a bench with a new identity: the identity it had before. An identity is renewed once.
import type { Migration } from 'kysely'

export const benchRenewals: Migration = {
  async up(db) {
    await db.schema
      .alterTable('benches')
      .addColumn('renews', 'text', (column) => column.references('benches.id'))
      .execute()
    await db.schema.createIndex('benches_renews').unique().on('benches').column('renews').execute()
  },
}
