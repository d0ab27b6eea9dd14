// Opens the bench's database file: refuses what it must not write to, brings an older one up to date, and hands out the repositories.
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { errorCode, errorText } from '../../../shared/error-text'
import type { Clock, Ids } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import { publicKeyOf } from '../../../trust'
import type { BenchStore, Signer } from './contract/store'
import { isDamage } from './damage'
import { databaseOf } from './database'
import { mustStayInPlace } from './in-place'
import { journalIn } from './journal'
import { migrations } from './migrations'
import { mirrorIn } from './mirror/mirror'
import { addNameFunctions } from './name-functions'
import { outboxIn } from './outbox/outbox'
import { profileIn } from './profile'
import { isOlder, oldestSqlite } from './sqlite-version'
import { taggingIn } from './tagging'

export type StoreProblem =
  /** Written by a newer Cryobench: `version` is the file's, `known` this program's. */
  | { readonly kind: 'newerDatabase'; readonly version: number; readonly known: number }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** Before 3.51.3 a WAL reset can corrupt a database. */
  | { readonly kind: 'oldSqlite'; readonly version: string; readonly needed: string }
  /** Another engine works with this folder. */
  | { readonly kind: 'inUse' }
  /** No folder, no permission, disk full, or another process holds it. */
  | { readonly kind: 'cannotOpen'; readonly code: string; readonly detail: string }

export interface StoreNeeds {
  /** Path of the database; made if it isn't there, its folder must be. */
  readonly file: string
  readonly clock: Clock
  readonly ids: Ids
  /** Null until the bench is enrolled; `setSigner` sets it then. */
  readonly signer?: Signer | null
  /** Called before an existing database is brought up to date. `from`: its version. */
  readonly beforeMigration?: (from: number) => void
}

/** Milliseconds to wait for another program's lock. Nothing else happens meanwhile, so that a scan is rather refused and read again. */
const busyTimeoutMs = 1000
/** KiB of pages in memory: the b-trees' upper levels with a million containers. */
const cacheKib = 16_000
/** Pages in the log before a commit moves them to the database: a quarter of SQLite's own number, so that no commit takes long by it. */
const checkpointPages = 250

export function openStore({
  file,
  clock,
  ids,
  signer = null,
  beforeMigration = () => undefined,
}: StoreNeeds): Result<BenchStore, StoreProblem> {
  let connection: Connection | null = null
  try {
    connection = new BetterSqlite3(file, { timeout: busyTimeoutMs })
    const problem = prepareFile(connection, beforeMigration)
    if (problem !== null) {
      connection.close()
      return refused(problem)
    }
    return ok(storeIn(connection, clock, ids, signer))
  } catch (error) {
    connection?.close()
    return refused(problemOf(error))
  }
}

function prepareFile(connection: Connection, beforeMigration: (from: number) => void): StoreProblem | null {
  const version = String(connection.prepare('SELECT sqlite_version()').pluck().get())
  if (isOlder(version, oldestSqlite)) return { kind: 'oldSqlite', version, needed: oldestSqlite }
  const userVersion = Number(connection.pragma('user_version', { simple: true }))
  // Before the journal mode is set: that already writes to the file.
  if (userVersion > migrations.length) {
    return { kind: 'newerDatabase', version: userVersion, known: migrations.length }
  }
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma(`cache_size = -${cacheKib}`)
  connection.pragma(`wal_autocheckpoint = ${checkpointPages}`)
  if (userVersion > 0 && userVersion < migrations.length) beforeMigration(userVersion)
  migrate(connection, migrations.length)
  return null
}

/** Brings the database up to version `target`, each step in its own transaction together with its number. */
export function migrate(connection: Connection, target: number): void {
  addNameFunctions(connection)
  const from = Number(connection.pragma('user_version', { simple: true }))
  for (const [index, sql] of migrations.entries()) {
    if (index < from || index >= target) continue
    connection
      .transaction(() => {
        connection.exec(sql)
        connection.pragma(`user_version = ${index + 1}`)
      })
      .immediate()
  }
}

function storeIn(connection: Connection, clock: Clock, ids: Ids, signer: Signer | null): BenchStore {
  const db = databaseOf(connection, mustStayInPlace(connection.name))
  const profile = profileIn(db)
  const outbox = outboxIn(db, { clock, ids, signer, publicKeys: profile.publicKeys })
  outbox.recover()
  const logPages = connection.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
  const changes = connection.prepare<[], number>('SELECT total_changes()').pluck()
  return {
    journal: journalIn(db),
    tagging: taggingIn(db),
    outbox,
    mirror: mirrorIn(db, profile, clock),
    profile,
    setSigner(next) {
      const publicKey = publicKeyOf(next.privateKeyPem)
      // First what the disk can refuse: nothing may be signed with a key that is not remembered.
      profile.rememberKey(next.benchId, publicKey)
      return outbox.setSigner(next)
    },
    changes: () => changes.get() ?? 0,
    log: {
      pages() {
        const { log, checkpointed } = logPages.get() ?? { log: 0, checkpointed: 0 }
        return { all: log, unmoved: log - checkpointed }
      },
      moveAtCommit: (does) => void connection.pragma(`wal_autocheckpoint = ${does ? checkpointPages : 0}`),
    },
    transact: db.transact,
    onCommit: db.onCommit,
    close: db.close,
  }
}

/** What the disk or SQLite threw while the database was being opened. */
export function problemOf(error: unknown): StoreProblem {
  const detail = errorText(error)
  const code = errorCode(error) ?? 'ERROR'
  if (isDamage(error)) return { kind: 'damaged', detail }
  return { kind: 'cannotOpen', code, detail }
}
