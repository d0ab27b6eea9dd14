// When a bench was last there with all that it had done: what it does afterwards is not older.
import type { Kysely, Migration } from 'kysely'

export const lastContacts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('benches').addColumn('contact_seq', 'integer').execute()
    await db.schema.alterTable('benches').addColumn('contact_at', 'text').execute()
  },
}
