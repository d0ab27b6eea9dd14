import { belongsTo, numbered, required, type Schema } from './columns'

export async function houseTables(db: Schema) {
  const create = db.schema
  await create
    .createTable('settings')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', required)
    .execute()
  await create
    .createTable('organizations')
    .addColumn('id', 'integer', numbered(db))
    .addColumn('name', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute()
  await create
    .createTable('facilities')
    .addColumn('id', 'integer', numbered(db))
    .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
    .addColumn('name', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute()
  await create
    .createTable('people')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('name', 'text', required)
    .addColumn('role', 'text', required)
    .execute()
  await create
    .createTable('clients')
    .addColumn('client_id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
    .addColumn('name', 'text', required)
    .addColumn('secret_hash', 'text', required)
    .addColumn('revoked_at', 'text')
    .execute()
  await create
    .createTable('subjects')
    .addColumn('id', 'integer', numbered(db))
    .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('code', 'text', required)
    .addColumn('first_name', 'text', required)
    .addColumn('last_name', 'text', required)
    .addColumn('date_of_birth', 'text', required)
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('subjects_code', ['organization_id', 'code'])
    .execute()
}
