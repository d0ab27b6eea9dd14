import { type ColumnDefinitionBuilder, type Kysely, type Migration, SqliteAdapter } from 'kysely'

type Schema = Kysely<unknown>
type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder

const required: Column = (column) => column.notNull()
const counted: Column = (column) => column.notNull().defaultTo(1)
const references =
  (target: string): Column =>
  (column) =>
    column.references(target)
const belongsTo =
  (target: string): Column =>
  (column) =>
    column.notNull().references(target)

/** A key that the database numbers, from 1: each database has its own word for it. */
const numbered =
  (db: Schema): Column =>
  (column) =>
    db.getExecutor().adapter instanceof SqliteAdapter
      ? column.primaryKey().autoIncrement()
      : column.primaryKey().generatedByDefaultAsIdentity()

async function houseTables(db: Schema) {
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

async function storageTables(db: Schema) {
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

async function procedureTables(db: Schema) {
  const create = db.schema
  await create
    .createTable('procedures')
    .addColumn('id', 'integer', numbered(db))
    .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('type', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('subject_id', 'integer', references('subjects.id'))
    .addColumn('requested_by', 'text')
    .addColumn('prepared_by', 'text')
    .addColumn('accepted_by', 'text')
    .addColumn('device_id', 'integer', references('devices.id'))
    .addColumn('claim_bench_id', 'text')
    .addColumn('claim_expires_at', 'text')
    .addColumn('refill', 'text')
    .addColumn('reason', 'text')
    .addColumn('created_at', 'text', required)
    .addColumn('started_at', 'text')
    .addColumn('completed_at', 'text')
    .addColumn('updated_at', 'text', required)
    .addColumn('version', 'integer', counted)
    .execute()
  await create
    .createIndex('procedures_by_organization')
    .on('procedures')
    .columns(['organization_id', 'created_at', 'id'])
    .execute()
  await create
    .createIndex('procedures_by_facility')
    .on('procedures')
    .columns(['facility_id', 'status', 'created_at'])
    .execute()
  await create
    .createTable('procedure_vials')
    .addColumn('procedure_id', 'integer', belongsTo('procedures.id'))
    .addColumn('container_id', 'integer', belongsTo('containers.id'))
    .addColumn('ordinal', 'integer', required)
    .addColumn('tag', 'text')
    .addColumn('place', 'text')
    .addColumn('outcome', 'text', required)
    .addColumn('outcome_at', 'text')
    .addPrimaryKeyConstraint('procedure_vials_key', ['procedure_id', 'container_id'])
    .execute()
  await create
    .createTable('procedure_events')
    .addColumn('procedure_id', 'integer', belongsTo('procedures.id'))
    .addColumn('ordinal', 'integer', required)
    .addColumn('kind', 'text', required)
    .addColumn('body', 'text', required)
    .addColumn('actor', 'text', required)
    .addColumn('at', 'text', required)
    .addColumn('intent_id', 'text')
    .addPrimaryKeyConstraint('procedure_events_key', ['procedure_id', 'ordinal'])
    .execute()
}

async function syncTables(db: Schema) {
  const create = db.schema
  await create
    .createTable('benches')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('name', 'text', required)
    .addColumn('public_key', 'text', required)
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('enrolled_at', 'text', required)
    .addColumn('revoked_at', 'text')
    .execute()
  await create
    .createTable('enrolment_codes')
    .addColumn('code_hash', 'text', (c) => c.primaryKey())
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('expires_at', 'text', required)
    .addColumn('bench_id', 'text', references('benches.id'))
    .execute()
  await create
    .createTable('intents')
    .addColumn('intent_id', 'text', (c) => c.primaryKey())
    .addColumn('bench_id', 'text', belongsTo('benches.id'))
    .addColumn('bench_seq', 'integer', required)
    .addColumn('hash', 'text', required)
    .addColumn('envelope', 'text', required)
    .addColumn('result', 'text', required)
    .addColumn('problem', 'text')
    .addColumn('version', 'integer')
    .addColumn('received_at', 'text', required)
    .addUniqueConstraint('intents_sequence', ['bench_id', 'bench_seq'])
    .execute()
  await create
    .createTable('feed_heads')
    .addColumn('facility_id', 'integer', (c) => c.primaryKey().references('facilities.id'))
    .addColumn('head', 'integer', required)
    .addColumn('tail', 'integer', required)
    .execute()
  await create
    .createTable('feed')
    .addColumn('facility_id', 'integer', belongsTo('facilities.id'))
    .addColumn('n', 'integer', required)
    .addColumn('at', 'text', required)
    .addColumn('entity', 'text', required)
    .addColumn('body', 'text', required)
    .addPrimaryKeyConstraint('feed_key', ['facility_id', 'n'])
    .execute()
}

export const initial: Migration = {
  async up(db) {
    await houseTables(db)
    await storageTables(db)
    await procedureTables(db)
    await syncTables(db)
  },
}
