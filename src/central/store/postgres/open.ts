// Central's store on PostgreSQL: a pool for the requests of benches and integrations, and a smaller one for long reads.
import { Kysely } from 'kysely'
import { Pool, type PoolConfig } from 'pg'
import type { Timers } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import { migrate } from '../migrations/migrate'
import type { CentralSchema } from '../schema/schema'
import type { Db, Store, StoreProblem } from '../store'
import { configOf, type DatabaseAddress, hasPassword, nameOf } from './address'
import { bytewise } from './bytewise'
import { postgresDialect } from './driver'
import { asNumbers } from './numbers'
import { beginPreparation, refusalOf } from './preparation'
import { untilDone } from './transaction'
import { type SharedWakeUps, sharedWakeUps } from './wake-ups'

const mostConnections = 10
const mostReaders = 4
/** Longer than any statement of a request takes: the server's limit, and beyond it ours for a server that has gone silent. */
const statementMs = 20_000
const silenceMs = 25_000
const lockMs = 10_000
/** Within a transaction, a use case waits for nothing but the database. */
const idleInTransactionMs = 30_000
/** A snapshot pauses while its reader does, which is limited too. */
const readerIdleMs = 5 * 60_000
const readerPatienceMs = 30_000

export interface PostgresStore extends Store {
  readonly wakeUps: SharedWakeUps
  /** Call when the rest needs no exclusive access: the next process may then start. */
  prepared(): Promise<void>
}

export interface PostgresPorts {
  readonly timers: Timers
  /** Gets sentences about what is done before central serves. */
  readonly tell: (sentence: string) => void
  /** A connection broke. Whoever was using it notices at the next statement. */
  readonly lost: (problem: Error) => void
}

function openPool(config: PoolConfig, { lost }: PostgresPorts): Db {
  const pool = new Pool({ max: mostConnections, query_timeout: silenceMs, types: asNumbers, ...config })
  pool.on('error', lost)
  // The pool watches idle connections only: one that breaks between two statements of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', lost))
  return new Kysely<CentralSchema>({ dialect: postgresDialect(pool) })
}

async function openReader(readers: Db) {
  const db = await readers.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  try {
    // The view of the data is fixed at the first read, not at the start of the transaction.
    await db.selectFrom('settings').select('key').limit(1).execute()
  } catch (problem) {
    await db.rollback().execute()
    throw problem
  }
  return { db, close: () => db.rollback().execute() }
}

/** Connects, waits for its turn, and migrates the database to this program's version. Call `prepared` afterwards. */
export async function openPostgres(
  address: DatabaseAddress,
  ports: PostgresPorts,
): Promise<Result<PostgresStore, StoreProblem>> {
  const where = nameOf(address)
  const config = configOf(address)
  if (hasPassword(address.url)) {
    ports.tell('Database: the password in --database is visible to every user of this machine; see --help.')
  }
  const preparation = await beginPreparation(config, where, ports.tell)
  if (!preparation.ok) return preparation
  const { version, end } = preparation.value
  ports.tell(`Database: PostgreSQL ${version}, ${where}.`)
  const migrated = await migrateAlone(config, where, ports)
  if (!migrated.ok) {
    await end()
    return migrated
  }
  const limits = { statement_timeout: statementMs, lock_timeout: lockMs }
  const db = openPool({ ...config, ...limits, idle_in_transaction_session_timeout: idleInTransactionMs }, ports)
  const readers = openPool(
    {
      ...config,
      ...limits,
      max: mostReaders,
      connectionTimeoutMillis: readerPatienceMs,
      idle_in_transaction_session_timeout: readerIdleMs,
    },
    ports,
  )
  const wakeUps = sharedWakeUps(db, config, ports.timers)
  return ok({
    db,
    transaction: (work) => untilDone(() => db.transaction().execute(work), ports.timers),
    openReader: () => openReader(readers),
    wakeUps,
    prepared: end,
    async close() {
      await wakeUps.stop()
      await Promise.all([db.destroy(), readers.destroy(), end()])
    },
  })
}

/** On connections of its own: a migration may take longer than any request. */
async function migrateAlone(
  config: PoolConfig,
  where: string,
  ports: PostgresPorts,
): Promise<Result<null, StoreProblem>> {
  const db = openPool({ ...config, query_timeout: 0 }, ports)
  try {
    const migrated = await migrate(db, where, bytewise)
    if (!migrated.ok) return migrated
    for (const name of migrated.value) ports.tell(`Database: migrated to ${name}.`)
    if (migrated.value.length === 0) ports.tell('Database: up to date.')
    return ok(null)
  } catch (problem) {
    return refused(refusalOf(problem, where))
  } finally {
    await db.destroy()
  }
}
