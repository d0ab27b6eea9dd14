import type { Migration } from 'kysely'
import { belongsTo, references, required } from './0001-initial/columns'

/**
 * When central started, and how far its data then went: what lies between is lost if a bench proves that there was more. And what benches
 * and devices remember of it.
 */
export const restorations: Migration = {
  async up(db) {
    const create = db.schema
    await create
      .createTable('starts')
      .addColumn('at', 'text', (c) => c.primaryKey())
      .addColumn('last_at', 'text', required)
      .execute()
    await create
      .createTable('restorations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
      .addColumn('from_at', 'text', required)
      .addColumn('to_at', 'text', required)
      .addColumn('noticed_at', 'text', required)
      .addUniqueConstraint('restorations_once', ['facility_id', 'to_at'])
      .execute()
    await create
      .createTable('restoration_reports')
      .addColumn('restoration_id', 'text', belongsTo('restorations.id'))
      .addColumn('bench_id', 'text', belongsTo('benches.id'))
      .addColumn('at', 'text', required)
      .addPrimaryKeyConstraint('restoration_reports_key', ['restoration_id', 'bench_id'])
      .execute()
    await create
      .createTable('losses')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('restoration_id', 'text', belongsTo('restorations.id'))
      .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
      .addColumn('key', 'text', required)
      .addColumn('procedure_id', 'bigint')
      .addColumn('container_id', 'bigint')
      .addColumn('body', 'text', required)
      .addColumn('remembered_by', 'text', required)
      .addColumn('remembered_at', 'text', required)
      .addColumn('told_at', 'text', required)
      .addColumn('storage_id', 'integer', references('tanks.id'))
      .addColumn('canister', 'text')
      .addColumn('cane', 'text')
      .addColumn('position', 'integer')
      .addColumn('closed_at', 'text')
      .addColumn('closed_by', 'text')
      .addColumn('closed_reason', 'text')
      .addUniqueConstraint('losses_once', ['restoration_id', 'key'])
      .execute()
    await create.createIndex('losses_by_facility').on('losses').columns(['facility_id', 'closed_at', 'id']).execute()
    await create.createIndex('losses_by_container').on('losses').columns(['container_id']).execute()
    await create
      .createIndex('losses_by_place')
      .on('losses')
      .columns(['storage_id', 'canister', 'cane', 'position'])
      .execute()
  },
}
