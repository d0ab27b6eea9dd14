// The epoch names this history of the feed: a database restored from a backup must get a new one.
import type { Db } from './store'

const settingName = 'epoch'

export async function settingsEpoch(db: Db): Promise<string> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', settingName).executeTakeFirstOrThrow()
  return row.value
}

/** Names the history, unless it has a name. */
export async function ensureEpoch(db: Db, name: string) {
  await db
    .insertInto('settings')
    .values({ key: settingName, value: name })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}
