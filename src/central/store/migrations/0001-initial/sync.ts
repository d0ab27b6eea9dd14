import { belongsTo, references, required, type Schema } from './columns'

export async function syncTables(db: Schema) {
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
