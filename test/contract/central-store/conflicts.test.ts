// Transactions of PostgreSQL that really get into each other's way.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PostgresStore } from '../../../src/central/store/postgres/open'
import { newDatabase, openStore } from '../../support/postgres'

let one: PostgresStore
let other: PostgresStore
beforeAll(async () => {
  const url = await newDatabase()
  one = await openStore(url)
  other = await openStore(url)
  const rows = ['a', 'b'].map((key) => ({ key, value: '' }))
  await one.db.insertInto('settings').values(rows).execute()
})
afterAll(() => Promise.all([one.close(), other.close()]))

test('two that wait for each other are both carried out, each once', async () => {
  let bothHold = () => {}
  const met = new Promise<void>((resolve) => {
    bothHold = resolve
  })
  let holding = 0
  const attempts = [0, 0]
  const append = (store: PostgresStore, nth: 0 | 1, keys: readonly string[]) =>
    store.transaction(async (db) => {
      attempts[nth] = (attempts[nth] ?? 0) + 1
      for (const [index, key] of keys.entries()) {
        const { value } = await db
          .selectFrom('settings')
          .select('value')
          .where('key', '=', key)
          .forUpdate()
          .executeTakeFirstOrThrow()
        await db
          .updateTable('settings')
          .set({ value: `${value}${nth}` })
          .where('key', '=', key)
          .execute()
        if (index > 0) continue
        if (++holding === 2) bothHold()
        await met
      }
    })
  await Promise.all([append(one, 0, ['a', 'b']), append(other, 1, ['b', 'a'])])
  const rows = await one.db.selectFrom('settings').select('value').where('key', 'in', ['a', 'b']).execute()
  expect(rows.map((row) => [...row.value].sort().join(''))).toEqual(['01', '01'])
  expect(attempts.sort()).toEqual([1, 2])
})
