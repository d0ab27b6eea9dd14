import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authenticateClient } from '../../../src/central/domain/clients/access-tokens'
import { findPerson } from '../../../src/central/store/organizations'
import type { Store } from '../../../src/central/store/store'
import { findCane, findCanister } from '../../../src/central/store/tanks'
import { storageId } from '../../../src/shared/model/ids'
import { decide, newBench } from './actors'
import { databases, type TestDatabase, withSample } from './databases'

describe.each(databases)('the store on $name', ({ open }) => {
  let database: TestDatabase
  let store: Store
  beforeAll(async () => {
    database = await withSample(open)
    store = database.centrals[0].store
  }, 90_000)
  afterAll(() => database.close())

  const setting = (key: string) =>
    store.db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  const keep = (key: string, value = 'x') => store.db.insertInto('settings').values({ key, value }).execute()

  test('keeps a transaction as a whole, or nothing of it', async () => {
    await store.transaction((db) => db.insertInto('settings').values({ key: 'kept', value: 'x' }).execute())
    const failed = store.transaction(async (db) => {
      await db.insertInto('settings').values({ key: 'lost', value: 'x' }).execute()
      throw new Error('changed its mind')
    })
    await expect(failed).rejects.toThrow('changed its mind')
    expect([await setting('kept'), await setting('lost')]).toEqual([{ value: 'x' }, undefined])
  })

  test('sorts text by its bytes, whatever the language of the database', async () => {
    for (const name of ['b', 'ä', 'Z', 'a', 'É', 'B', '-a', '_']) await keep(`sort/${name}`)
    const rows = await store.db
      .selectFrom('settings')
      .select('key')
      .where('key', 'like', 'sort/%')
      .orderBy('key')
      .execute()
    expect(rows.map((row) => row.key.slice(5))).toEqual(['-a', 'B', 'Z', '_', 'a', 'b', 'É', 'ä'])
    const after = await store.db
      .selectFrom('settings')
      .select('key')
      .where('key', '>', 'sort/a')
      .where('key', '<', 'sort/É')
      .execute()
    expect(after.map((row) => row.key)).toEqual(['sort/b'])
  })

  test('answers numbers as numbers, text as it was written', async () => {
    const text = JSON.stringify({ umlaut: 'ÄÖ', line: '\n\t', quote: '\'"\\', sign: '🧊', nil: '\0' })
    await keep('text', text)
    expect(await setting('text')).toEqual({ value: text })
    const { n, most } = await store.db
      .selectFrom('containers')
      .select((row) => [row.fn.countAll().as('n'), row.fn.max('id').as('most')])
      .executeTakeFirstOrThrow()
    expect([typeof n, typeof most]).toEqual(['number', 'number'])
    const level = await store.db.selectFrom('levels').selectAll().limit(1).executeTakeFirstOrThrow()
    expect(level).toEqual({
      storage_id: expect.any(Number),
      at: expect.stringMatching(/Z$/),
      percent: expect.any(Number),
      n: expect.any(Number),
    })
  })

  test('writes many rows at once and answers them, updates what is there, counts what it changed', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({ key: `many/${index}`, value: 'x' }))
    const made = await store.db.insertInto('settings').values(rows).returning('key').execute()
    expect(made).toHaveLength(500)
    await store.db
      .insertInto('settings')
      .values({ key: 'many/1', value: 'y' })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: 'y' }))
      .execute()
    expect(await setting('many/1')).toEqual({ value: 'y' })
    const { numDeletedRows } = await store.db
      .deleteFrom('settings')
      .where('key', 'like', 'many/%')
      .executeTakeFirstOrThrow()
    expect(numDeletedRows).toBe(500n)
  })

  test('a reader sees what was there when it was opened, and stops no writer', async () => {
    const reader = await store.openReader()
    await keep('later')
    const seen = await reader.db.selectFrom('settings').select('key').where('key', '=', 'later').execute()
    await reader.close()
    expect(seen).toEqual([])
    expect(await setting('later')).toEqual({ value: 'x' })
  })

  test('an intent with U+0000 in it is malformed, whichever of its texts has it', async () => {
    const [central] = database.centrals
    const bench = await newBench(central)
    const cane = { kind: 'cane.add', storageId: 1, canister: 'C1', cane: 'NUL' }
    for (const body of [
      { ...cane, canister: 'C\0' },
      { ...cane, cane: '\0' },
      { kind: 'other', text: ['\0'] },
    ]) {
      const answer = await decide(central, bench, bench.sign(body))
      expect(answer).toMatchObject({ result: 'rejected', problem: { kind: 'malformed' } })
    }
    const fresh = await newBench(central)
    const written = await decide(central, fresh, fresh.sign({ ...cane, canister: '\\u0000' }))
    expect(written.problem).toMatchObject({ kind: 'unknownCanister' })
  })

  test('a text with U+0000 and an id beyond the column name nothing', async () => {
    const { db } = store
    const place = { storageId: storageId(1), canister: 'C1', cane: 'K01' }
    expect(await authenticateClient(db, 'nordlicht\0', 'x')).toBeUndefined()
    expect(await findPerson(db, 1, 'person-1-1\0')).toBeUndefined()
    expect(await findCane(db, { ...place, cane: '\0' })).toBeUndefined()
    expect(await findCanister(db, 1, { ...place, canister: '\0' })).toBeUndefined()
    expect(await findCane(db, { ...place, storageId: storageId(2_147_483_648) })).toBeUndefined()
  })

  test('the sample numbers its facilities from 1, without a row that belongs nowhere', async () => {
    const facilities = await store.db.selectFrom('facilities').select('id').orderBy('id').execute()
    expect(facilities.map((row) => row.id)).toEqual([1, 2, 3])
    const tags = await store.db.selectFrom('tags').select('tag').where('container_id', '=', 0).execute()
    expect(tags).toEqual([])
  })
})
