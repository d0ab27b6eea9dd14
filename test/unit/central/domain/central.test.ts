import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Central, transact } from '../../../../src/central/domain/central'
import { openSqlite } from '../../../../src/central/store/sqlite/open'
import type { Store } from '../../../../src/central/store/store'
import { systemIds, systemSecrets } from '../../../../src/platform/system-ports'
import { writtenTag } from '../../../../src/shared/api/fields'
import { ok, type Result } from '../../../../src/shared/result'
import { manualClock } from '../../../support/manual-clock'

let folder: string
let store: Store
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transact-'))
  const opened = await openSqlite(folder)
  if (!opened.ok) throw new Error('not opened')
  store = opened.value
  const created_at = '2026-03-02T08:00:00.000Z'
  await store.db.insertInto('organizations').values({ name: 'O', created_at }).execute()
  for (const name of ['A', 'B']) {
    await store.db.insertInto('facilities').values({ organization_id: 1, name, created_at }).execute()
  }
  const heads = [1, 2].map((facility_id) => ({ facility_id, head: 0, tail: 0 }))
  await store.db.insertInto('feed_heads').values(heads).execute()
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

test('a use case that is run again wakes only for what was committed', async () => {
  const clock = manualClock()
  /** The first attempt gets as far as its commit, which another transaction stands in the way of. */
  const twice: Store = {
    ...store,
    async transaction(work) {
      const first = store.transaction(async (db) => {
        await work(db)
        throw new Error('in the way')
      })
      await first.catch(() => {})
      clock.advance(1_000)
      return store.transaction(work)
    },
  }
  const moved: [number, number][] = []
  const signals = { moved: (facility: number, head: number) => moved.push([facility, head]), subscribe: () => () => {} }
  const central: Central = { store: twice, clock, ids: systemIds, secrets: systemSecrets, signals }
  let attempt = 0
  const times: string[] = []
  await transact(central, async (tx): Promise<Result<null, never>> => {
    attempt++
    times.push(tx.now)
    tx.announce(attempt, { entity: 'freedTag', body: { tag: writtenTag.parse('E280116060000204') } })
    return ok(null)
  })
  expect(moved).toEqual([[2, 1]])
  expect(await store.db.selectFrom('feed').select(['facility_id', 'n']).execute()).toEqual([{ facility_id: 2, n: 1 }])
  expect(Date.parse(times[1] ?? '') - Date.parse(times[0] ?? '')).toBe(1_000)
})
