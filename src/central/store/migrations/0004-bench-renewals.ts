// A bench that goes on under a new identity: which one it was before. One identity is renewed once.
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
