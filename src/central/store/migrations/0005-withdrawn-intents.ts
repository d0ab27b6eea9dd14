import type { Migration } from 'kysely'
import { belongsTo } from './0001-initial/columns'

/** Intents that a resolution withdrew before central saw them: if one comes after all, it is refused. */
export const withdrawnIntents: Migration = {
  async up(db) {
    await db.schema
      .createTable('withdrawn_intents')
      .addColumn('intent_id', 'text', (c) => c.primaryKey())
      .addColumn('resolution_id', 'text', belongsTo('resolutions.intent_id'))
      .execute()
  },
}
