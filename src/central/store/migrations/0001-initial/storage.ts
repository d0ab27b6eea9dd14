import { belongsTo, counted, numbered, references, required, type Schema } from './columns'

export async function storageTables(db: Schema) {
  await tankTables(db)
  await containerTables(db)
}

async function tankTables(db: Schema) {
  const create = db.schema
  await create
    .createTable('devices')
    .addColumn('id', 'integer', numbered(db))
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('name', 'text', required)
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('state', 'text', required)
    .addColumn('procedure_id', 'integer')
    .addColumn('last_seen_at', 'text')
    .addColumn('announced_at', 'text')
    .addColumn('version', 'integer', counted)
    .execute()
  await create
    .createTable('tanks')
    .addColumn('id', 'integer', numbered(db))
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('device_id', 'integer', references('devices.id'))
    .addColumn('name', 'text', required)
    .addColumn('capacity', 'integer', required)
    .addColumn('level_at', 'text')
    .addColumn('level_percent', 'double precision')
    .addColumn('created_at', 'text', required)
    .addColumn('version', 'integer', counted)
    .execute()
  await create
    .createTable('canisters')
    .addColumn('storage_id', 'integer', belongsTo('tanks.id'))
    .addColumn('name', 'text', required)
    .addColumn('cane_limit', 'integer', required)
    .addPrimaryKeyConstraint('canisters_key', ['storage_id', 'name'])
    .execute()
  await create
    .createTable('canes')
    .addColumn('storage_id', 'integer', belongsTo('tanks.id'))
    .addColumn('canister', 'text', required)
    .addColumn('cane', 'text', required)
    .addColumn('capacity', 'integer', required)
    .addPrimaryKeyConstraint('canes_key', ['storage_id', 'canister', 'cane'])
    .execute()
  await create
    .createTable('levels')
    .addColumn('storage_id', 'integer', belongsTo('tanks.id'))
    .addColumn('at', 'text', required)
    .addColumn('percent', 'double precision', required)
    .addPrimaryKeyConstraint('levels_key', ['storage_id', 'at'])
    .execute()
}

async function containerTables(db: Schema) {
  const create = db.schema
  await create
    .createTable('containers')
    .addColumn('id', 'integer', numbered(db))
    .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('subject_id', 'integer', belongsTo('subjects.id'))
    .addColumn('name', 'text', required)
    .addColumn('description', 'text', required)
    .addColumn('tag', 'text')
    .addColumn('tagged_at', 'text')
    .addColumn('stored_at', 'text')
    .addColumn('held_by', 'integer')
    .addColumn('version', 'integer', counted)
    .execute()
  await create.createIndex('containers_by_subject').on('containers').columns(['subject_id', 'id']).execute()
  await create.createIndex('containers_by_facility').on('containers').columns(['facility_id', 'id']).execute()
  await create
    .createTable('places')
    .addColumn('storage_id', 'integer', belongsTo('tanks.id'))
    .addColumn('canister', 'text', required)
    .addColumn('cane', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('container_id', 'integer', (c) => c.notNull().unique().references('containers.id'))
    .addPrimaryKeyConstraint('places_key', ['storage_id', 'canister', 'cane', 'position'])
    .execute()
  await create
    .createTable('tags')
    .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
    .addColumn('tag', 'text', required)
    .addColumn('container_id', 'integer', belongsTo('containers.id'))
    .addColumn('since', 'text', required)
    .addPrimaryKeyConstraint('tags_key', ['organization_id', 'tag'])
    .execute()
}
