// The databases that the contract holds for, each with two processes' worth of central on it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Budgets, localBudgets, sharedBudgets } from '../../../src/central/domain/budgets'
import type { Central } from '../../../src/central/domain/central'
import { localSignals, sharedSignals } from '../../../src/central/domain/feed/signals'
import { makeSample } from '../../../src/central/sample/sample'
import { ensureEpoch } from '../../../src/central/store/epoch'
import { clockFloor } from '../../../src/central/store/id-floors'
import { openSqlite } from '../../../src/central/store/sqlite/open'
import { systemClock, systemIds, systemSecrets, systemTimers } from '../../../src/platform/system-ports'
import { manualClock } from '../../support/manual-clock'
import { newDatabase, openStore, query } from '../../support/postgres'

export interface TestDatabase {
  /** Two processes on one database; on SQLite, which has only one, it is there twice. */
  readonly centrals: readonly [Central, Central]
  readonly budgets: readonly [Budgets, Budgets]
  /** Lets so much time pass for the budgets. */
  budgetsLater(ms: number): Promise<void>
  close(): Promise<void>
}

const ports = { clock: systemClock, ids: systemIds, secrets: systemSecrets, idFloor: clockFloor }

async function onSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'central-store-'))
  const opened = await openSqlite(folder)
  if (!opened.ok) throw new Error('not opened')
  const central: Central = { ...ports, store: opened.value, signals: localSignals() }
  const clock = manualClock()
  const budgets = localBudgets(clock)
  return {
    centrals: [central, central],
    budgets: [budgets, budgets],
    budgetsLater: async (ms) => clock.advance(ms),
    async close() {
      await central.store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function onPostgres(): Promise<TestDatabase> {
  const url = await newDatabase()
  const one = await openStore(url)
  const other = await openStore(url)
  const budgets = [sharedBudgets(one.db, systemTimers), sharedBudgets(other.db, systemTimers)] as const
  return {
    centrals: [
      { ...ports, store: one, signals: sharedSignals(one.wakeUps) },
      { ...ports, store: other, signals: sharedSignals(other.wakeUps) },
    ],
    budgets,
    budgetsLater: async (ms) => {
      await query(url, 'update request_windows set ends_ms = ends_ms - $1::bigint', [ms])
    },
    async close() {
      for (const each of budgets) each.stop()
      await Promise.all([one.close(), other.close()])
    },
  }
}

export const databases = [
  { name: 'SQLite', open: onSqlite },
  { name: 'PostgreSQL', open: onPostgres },
] as const

/** With three facilities of one organization, and their feeds. */
export async function withFeeds(open: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await open()
  const [{ store, ids }] = database.centrals
  await ensureEpoch(store.db, ids.next())
  const created_at = '2026-03-02T08:00:00.000Z'
  await store.transaction(async (db) => {
    await db.insertInto('organizations').values({ name: 'O', created_at }).execute()
    for (const name of ['A', 'B', 'C']) {
      const { id } = await db
        .insertInto('facilities')
        .values({ organization_id: 1, name, created_at })
        .returning('id')
        .executeTakeFirstOrThrow()
      await db.insertInto('feed_heads').values({ facility_id: id, head: 0, tail: 0 }).execute()
    }
  })
  return database
}

/** With the sample in it: facilities 1 and 2 of one organization, 3 of another. */
export async function withSample(open: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await open()
  const [central] = database.centrals
  await ensureEpoch(central.store.db, central.ids.next())
  await makeSample(central, { size: 60, seed: 1, progress: () => {} })
  return database
}
