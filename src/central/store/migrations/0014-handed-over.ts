// What central has handed over to which device to be carried out.
import type { Migration } from 'kysely'
import { belongsTo, required } from './0001-initial/columns'

export const handedOver: Migration = {
  async up(db) {
    await db.schema
      .createTable('handed_over')
      .addColumn('device_id', 'integer', belongsTo('devices.id'))
      .addColumn('procedure_id', 'bigint', belongsTo('procedures.id'))
      .addColumn('digest', 'text', required)
      .addColumn('at', 'text', required)
      .addPrimaryKeyConstraint('handed_over_key', ['device_id', 'procedure_id'])
      .execute()
  },
}
