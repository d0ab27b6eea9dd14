// Which restores of central wait for a bench to tell what it remembers of them.
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hear } from '../../../src/central/domain/restoration/notice'
import { insertRestoration } from '../../../src/central/store/restorations'
import { newBench } from './actors'
import { databases, type TestDatabase, withSample } from './databases'

describe.each(databases)('restores on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await withSample(open)
  }, 90_000)
  afterAll(() => database.close())

  const db = () => database.centrals[0].store.db
  const restoredAt = async (to_at: string): Promise<string> => {
    const id = v7()
    await insertRestoration(db(), { id, facility_id: 1, from_at: to_at, to_at, noticed_at: to_at })
    return id
  }
  const toldBy = async (bench: string) => {
    const reports = db().selectFrom('restoration_reports').select('restoration_id')
    return (await reports.where('bench_id', '=', bench).execute()).map((row) => row.restoration_id).sort()
  }
  const announced = async () => {
    const rows = await db().selectFrom('feed').select('body').where('entity', '=', 'restoration').execute()
    return rows.map(({ body }) => JSON.parse(body).id).sort()
  }

  test('a bench that has lost nothing is waited for no longer: over all since it was enrolled, and none before', async () => {
    const bench = await newBench(database.centrals[0])
    await restoredAt('2001-01-01T00:00:00.000Z')
    const since = [await restoredAt('2901-01-01T00:00:00.000Z'), await restoredAt('2902-01-01T00:00:00.000Z')].sort()
    await hear(database.centrals[0], bench)
    expect(await toldBy(bench.id)).toEqual(since)
    await hear(database.centrals[0], bench)
    await hear(database.centrals[0], bench)
    expect(await toldBy(bench.id)).toEqual(since)
    expect(await announced()).toEqual(since)
  })
})
