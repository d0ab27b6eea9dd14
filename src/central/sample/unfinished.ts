// A half-made sample is useless: a sample is marked until it is whole, and removed at the next start if it never was.
import type { CentralSchema } from '../store/schema/schema'
import type { Db, Store } from '../store/store'

const settingName = 'unfinished-sample'

/** Referenced tables come last. */
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

/** Empties the database if it holds an unfinished sample: central never served from it, so all rows are the sample's. */
export async function removeUnfinished(store: Store) {
  const marked = await store.db.selectFrom('settings').select('key').where('key', '=', settingName).executeTakeFirst()
  if (!marked) return
  await store.transaction(async (db) => {
    for (const table of tables) await db.deleteFrom(table).execute()
    await markFinished(db)
  })
}
