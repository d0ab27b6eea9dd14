// A sample whose making was interrupted is worth nothing: it is marked until it is whole, and taken away if it never became so.
import type { CentralSchema } from '../store/schema/schema'
import type { Db, Store } from '../store/store'

const settingName = 'unfinished-sample'

/** Rows that others refer to come last. */
const tables = [
  'feed',
  'feed_heads',
  'intents',
  'enrolment_codes',
  'benches',
  'procedure_events',
  'procedure_vials',
  'procedures',
  'tags',
  'places',
  'containers',
  'levels',
  'canes',
  'canisters',
  'tanks',
  'devices',
  'subjects',
  'clients',
  'people',
  'facilities',
  'organizations',
] as const satisfies readonly (keyof CentralSchema)[]

export async function markUnfinished(db: Db) {
  await db
    .insertInto('settings')
    .values({ key: settingName, value: 'yes' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

export async function markFinished(db: Db) {
  await db.deleteFrom('settings').where('key', '=', settingName).execute()
}

/** Empties the database if a sample was left unfinished in it: central never served with it, so that all rows are the sample's. */
export async function removeUnfinished(store: Store) {
  const marked = await store.db.selectFrom('settings').select('key').where('key', '=', settingName).executeTakeFirst()
  if (!marked) return
  await store.transaction(async (db) => {
    for (const table of tables) await db.deleteFrom(table).execute()
    await markFinished(db)
  })
}
