// Each binding of a tag stays on record, with its end; who ended a procedure in place of its device, and what the device said after that;
// which vials of a STORE come back into storage.
import type { Kysely, Migration } from 'kysely'
import { belongsTo, numbered, references, required } from './0001-initial/columns'

/** The tables as they were then. */
interface Tables {
  tags: { organization_id: number; tag: string; container_id: number; since: string }
  tag_bindings: { organization_id: number; tag: string; container_id: number; since: string }
}

export const livesOfTags: Migration = {
  async up(db) {
    const tables: Kysely<Tables> = db
    await db.schema.alterTable('procedures').addColumn('ended_by', 'text').execute()
    await db.schema.alterTable('procedures').addColumn('late_reports', 'text').execute()
    await db.schema
      .alterTable('procedure_vials')
      .addColumn('returning', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('tag_bindings')
      .addColumn('id', 'integer', numbered(db))
      .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
      .addColumn('tag', 'text', required)
      .addColumn('container_id', 'integer', belongsTo('containers.id'))
      .addColumn('procedure_id', 'integer', references('procedures.id'))
      .addColumn('since', 'text', required)
      .addColumn('until', 'text')
      .addColumn('why', 'text')
      .execute()
    await db.schema
      .createIndex('tag_bindings_by_tag')
      .on('tag_bindings')
      .columns(['organization_id', 'tag', 'id'])
      .execute()
    await tables
      .insertInto('tag_bindings')
      .columns(['organization_id', 'tag', 'container_id', 'since'])
      .expression((from) => from.selectFrom('tags').select(['organization_id', 'tag', 'container_id', 'since']))
      .execute()
  },
}
