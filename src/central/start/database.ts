// Which database central works on, and what depends on it: how processes wake each other, who counts requests, where the sample's secrets are.
import type { Clock, Timers } from '../../shared/ports'
import { ok, type Result } from '../../shared/result'
import { type Budgets, localBudgets, sharedBudgets } from '../domain/budgets'
import type { Signals } from '../domain/central'
import { localSignals, sharedSignals } from '../domain/feed/signals'
import { type CredentialsKeeper, inFolder, inSettings } from '../sample/credentials'
import type { DatabaseAddress } from '../store/postgres/address'
import { openSqlite } from '../store/sqlite/open'
import type { Store, StoreProblem } from '../store/store'

/** SQLite in a folder, for one process; or PostgreSQL, for any number of them. */
export type DatabaseChoice = { readonly folder: string } | { readonly database: DatabaseAddress }

export interface Database {
  readonly store: Store
  readonly signals: Signals
  readonly budgets: Budgets
  readonly credentials: CredentialsKeeper
  /** Lets the next process start on this database. */
  prepared(): Promise<void>
  close(): Promise<void>
}

export interface DatabasePorts {
  readonly clock: Clock
  readonly timers: Timers
  readonly tell: (sentence: string) => void
  readonly lost: (problem: Error) => void
}

export function openDatabase(choice: DatabaseChoice, ports: DatabasePorts): Promise<Result<Database, StoreProblem>> {
  return 'folder' in choice ? inSqlite(choice.folder, ports) : inPostgres(choice.database, ports)
}

async function inSqlite(folder: string, { clock, tell }: DatabasePorts): Promise<Result<Database, StoreProblem>> {
  const opened = await openSqlite(folder, tell)
  if (!opened.ok) return opened
  const store = opened.value
  return ok({
    store,
    signals: localSignals(),
    budgets: localBudgets(clock),
    credentials: inFolder(folder),
    prepared: async () => {},
    close: () => store.close(),
  })
}

async function inPostgres(address: DatabaseAddress, ports: DatabasePorts): Promise<Result<Database, StoreProblem>> {
  // Loaded only for PostgreSQL: its driver takes a while.
  const { openPostgres } = await import('../store/postgres/open')
  const opened = await openPostgres(address, ports)
  if (!opened.ok) return opened
  const store = opened.value
  const budgets = sharedBudgets(store.db, ports.timers)
  return ok({
    store,
    signals: sharedSignals(store.wakeUps),
    budgets,
    credentials: inSettings(store.db),
    prepared: () => store.prepared(),
    async close() {
      budgets.stop()
      await store.close()
    },
  })
}
