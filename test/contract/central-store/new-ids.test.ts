// Numbers of what is new: on a restored database none comes back from the time that was lost, and two processes never get the same.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Central, transact } from '../../../src/central/domain/central'
import { startRefill } from '../../../src/central/domain/devices/refills'
import { localSignals } from '../../../src/central/domain/feed/signals'
import { requestProcedure } from '../../../src/central/domain/procedures/requests'
import { registerSubject } from '../../../src/central/domain/subjects/register-subject'
import { makeSample } from '../../../src/central/sample/sample'
import { ensureEpoch } from '../../../src/central/store/epoch'
import { clockFloor } from '../../../src/central/store/id-floors'
import { numberedKinds } from '../../../src/central/store/schema/house'
import { snapshotPages } from '../../../src/central/store/snapshot-pages'
import { openSqlite } from '../../../src/central/store/sqlite/open'
import type { Store } from '../../../src/central/store/store'
import { systemIds, systemSecrets } from '../../../src/platform/system-ports'
import { storageId } from '../../../src/shared/model/ids'
import { ok, type Result } from '../../../src/shared/result'
import { manualClock } from '../../support/manual-clock'
import { must } from '../../support/must'
import { newDatabase, openStore, query } from '../../support/postgres'
import { idleDevice, subjectRequest } from './actors'
import { databases, type TestDatabase, withSample } from './databases'

interface Kept {
  open(): Promise<Store>
  /** A copy of it, as a backup; nobody has it open. */
  backUp(): Promise<Kept>
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function inFolder(from?: string): Kept {
  const folder = mkdtempSync(join(tmpdir(), 'new-ids-'))
  folders.push(folder)
  if (from !== undefined) cpSync(from, folder, { recursive: true })
  return { open: async () => must(await openSqlite(folder)), backUp: async () => inFolder(folder) }
}

const onServer = (url: string): Kept => ({
  open: () => openStore(url),
  backUp: async () => onServer(await newDatabase(undefined, `template ${new URL(url).pathname.slice(1)}`)),
})

const stores = [
  { name: 'SQLite', make: async () => inFolder() },
  { name: 'PostgreSQL', make: async () => onServer(await newDatabase()) },
] as const

const clock = manualClock('2026-11-30T08:00:00.000Z')
const centralOn = (store: Store): Central => ({
  store,
  clock,
  ids: systemIds,
  secrets: systemSecrets,
  signals: localSignals(),
  idFloor: clockFloor,
})

const by = { kind: 'client', clientId: 'test', name: 'Test' } as const

/** A subject, its STORE of three vials, and a REFILL, some seconds later. Answers their numbers by kind. */
async function created(central: Central, code: string) {
  clock.advance(5_000)
  const device = await idleDevice(central)
  const subject = must(await registerSubject(central, 1, subjectRequest(code)))
  const sampleContainers = ['A', 'B', 'C'].map((name) => ({ name, description: '' }))
  const asked = { type: 'STORE', facilityId: 1, subjectCode: code, sampleContainers } as const
  const store = must(await requestProcedure(central, { organization: 1, by }, asked))
  const refill = must(await startRefill(central, device, { storageId: storageId(1), levelPercent: 40 }))
  return [
    `subject ${subject.id}`,
    ...store.vials.map((vial) => `container ${vial.containerId}`),
    `procedure ${store.id}`,
    `procedure ${refill.id}`,
  ]
}

describe.each(stores)('a restored central on $name', ({ make }) => {
  test('gives out no number again that it gave in the time that was lost', { timeout: 90_000 }, async () => {
    const kept = await make()
    const on = async <Value>(database: Kept, work: (central: Central) => Promise<Value>): Promise<Value> => {
      const store = await database.open()
      try {
        return await work(centralOn(store))
      } finally {
        await store.close()
      }
    }
    const before = await on(kept, async (central) => {
      await ensureEpoch(central.store.db, systemIds.next())
      await makeSample(central, { size: 60, seed: 1, progress: () => {} })
      return created(central, 'X-1')
    })
    const backup = await kept.backUp()
    const lost = await on(kept, async (central) => [
      ...(await created(central, 'X-2')),
      ...(await created(central, 'X-3')),
      ...(await created(central, 'X-4')),
    ])
    const again = await on(backup, async (central) => [
      ...(await created(central, 'Y-2')),
      ...(await created(central, 'Y-3')),
      ...(await created(central, 'Y-4')),
    ])
    expect(again).toHaveLength(18)
    expect(again.filter((id) => before.includes(id) || lost.includes(id))).toEqual([])
  })
})

describe.each(databases)('new numbers on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await withSample(open)
  }, 90_000)
  afterAll(() => database.close())

  test('are one’s only, whoever asks at once, and nobody waits for ever', async () => {
    const [one, other] = database.centrals
    const device = await idleDevice(one)
    const makes = Array.from({ length: 24 }, (_, nth) => async (central: Central) => {
      if (nth === 0) return [must(await startRefill(central, device, { storageId: storageId(1), levelPercent: 40 })).id]
      const code = `AT-ONCE-${nth}`
      const subject = must(await registerSubject(central, 1, { ...subjectRequest(code), facilityId: 1 + (nth % 2) }))
      const sampleContainers = ['A', 'B'].map((name) => ({ name, description: '' }))
      const asked = { type: 'STORE', facilityId: 1 + (nth % 2), subjectCode: code, sampleContainers } as const
      const { id, vials } = must(await requestProcedure(central, { organization: 1, by }, asked))
      return [subject.id, id, ...vials.map(({ containerId }) => containerId)]
    })
    const made = await Promise.all(makes.map((make, nth) => make(nth % 2 === 0 ? one : other)))
    const procedures = made.map(([first, second]) => second ?? first)
    const containers = made.flatMap((ids) => ids.slice(2))
    expect(new Set(procedures).size).toBe(24)
    expect(new Set(containers).size).toBe(46)
    for (const kind of numberedKinds) {
      const { last } = await one.store.db
        .selectFrom('last_ids')
        .select('last')
        .where('kind', '=', kind)
        .executeTakeFirstOrThrow()
      const table = { subject: 'subjects', container: 'containers', procedure: 'procedures' } as const
      const newest = one.store.db.selectFrom(table[kind]).select((row) => row.fn.max('id').as('id'))
      expect(await newest.executeTakeFirstOrThrow()).toEqual({ id: last })
    }
  })

  const taken = (wallMs: number, count: number) => {
    const [central] = database.centrals
    const at: Central = { ...central, clock: { ...central.clock, wallMs: () => wallMs } }
    return transact(at, async (tx): Promise<Result<number, never>> => {
      const first = await tx.newIds('subject', count)
      const rows = Array.from({ length: count }, (_, nth) => ({
        id: first + nth,
        organization_id: 1,
        facility_id: 1,
        code: `TAKEN-${first + nth}`,
        first_name: '',
        last_name: '',
        date_of_birth: '',
        created_at: tx.now,
      }))
      await tx.db.insertInto('subjects').values(rows).execute()
      return ok(first)
    })
  }

  test('pass over those that were given while the clock was ahead', async () => {
    const ahead = Date.parse('2030-01-01T00:00:00.000Z')
    const first = must(await taken(ahead, 3))
    expect(first).toBe(clockFloor('subject', ahead))
    const right = Date.parse('2028-06-01T00:00:00.000Z')
    expect(must(await taken(right, 2))).toBe(clockFloor('subject', right))
    expect(must(await taken(ahead, 2))).toBe(first + 3)
  })

  test('are snapshot in the order of numbers, from small old ones to new ones of any length', async () => {
    const [{ store }] = database.centrals
    const subject = await store.db.selectFrom('subjects').select('id').limit(1).executeTakeFirstOrThrow()
    const ids = [Number.MAX_SAFE_INTEGER - 1, 9, 10, 999_999_999_999, 2_147_483_648]
    const row = { organization_id: 1, facility_id: 1, subject_id: subject.id, name: 'N', description: '', version: 1 }
    await store.db
      .insertInto('containers')
      .values(ids.map((id) => ({ ...row, id })))
      .execute()
    const from = async (key: string) => {
      const got: number[] = []
      const scope = { facility: 1, organization: 1 }
      for await (const { changes, reached } of snapshotPages(store.db, scope, { part: 'containers', key })) {
        for (const { entity, body } of changes) if (entity === 'container') got.push(body.id)
        if (reached?.part !== 'containers') break
      }
      return got
    }
    const all = await from('')
    expect(all).toEqual([...all].sort((a, b) => a - b))
    expect(all.slice(0, 2)).toEqual([9, 10])
    expect(all.at(-1)).toBe(Number.MAX_SAFE_INTEGER - 1)
    expect(await from('10')).toEqual(all.slice(2))
    expect(await from('999999999999')).toEqual(all.slice(all.indexOf(999_999_999_999) + 1))
  })
})

test('a number that JavaScript would round is refused, not rounded', async () => {
  const url = await newDatabase()
  const store = await openStore(url)
  await query(url, `update last_ids set last = 9007199254740993 where kind = 'subject'`)
  await expect(store.db.selectFrom('last_ids').selectAll().execute()).rejects.toThrow('9007199254740993')
  await store.close()
})

test('every column on PostgreSQL that holds a number by the clock has room for it', async () => {
  const url = await newDatabase()
  await (await openStore(url)).close()
  const rows = await query(
    url,
    `select table_name || '.' || column_name as name, data_type from information_schema.columns
    where table_schema = current_schema() and (column_name in ('subject_id', 'container_id', 'procedure_id', 'held_by')
      or column_name = 'id' and table_name in ('subjects', 'containers', 'procedures')) order by 1`,
  )
  expect(rows.length).toBeGreaterThanOrEqual(14)
  expect(rows.filter((row) => row.data_type !== 'bigint')).toEqual([])
})
