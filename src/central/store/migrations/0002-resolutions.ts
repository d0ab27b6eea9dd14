import type { Migration } from 'kysely'
import { belongsTo, required } from './0001-initial/columns'

/** Conflicts as people at benches have resolved them. The key of `resolved_intents` is the rule "resolved once". */
export const resolutions: Migration = {
  async up(db) {
    await db.schema
      .createTable('resolutions')
      .addColumn('intent_id', 'text', (c) => c.primaryKey())
      .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
      .addColumn('bench_id', 'text', belongsTo('benches.id'))
      .addColumn('aggregate', 'text', required)
      .addColumn('conflict_id', 'text', required)
      .addColumn('conflict_kind', 'text', required)
      .addColumn('choice', 'text', required)
      .addColumn('reason', 'text')
      .addColumn('actor', 'text', required)
      .addColumn('at', 'text', required)
      .execute()
    await db.schema
      .createTable('resolved_intents')
      .addColumn('intent_id', 'text', (c) => c.primaryKey().references('intents.intent_id'))
      .addColumn('resolution_id', 'text', belongsTo('resolutions.intent_id'))
      .execute()
  },
}
