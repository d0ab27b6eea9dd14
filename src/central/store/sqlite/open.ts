// Central's store on SQLite: one writing connection, and one more for each long read.
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, type SqliteDatabase as KyselyDatabase, SqliteDialect } from 'kysely'
import { errorText } from '../../../shared/error-text'
import { ok, type Result, refused } from '../../../shared/result'
import { migrate } from '../migrations/migrate'
import type { CentralSchema } from '../schema/schema'
import type { Store, StoreProblem } from '../store'

const fileName = 'central.sqlite'
const busyTimeoutMs = 5_000
const statementsKept = 500

/**
 * A full disk or a broken one ends SQLite's transaction by itself. kysely rolls back whatever was refused, and would say of it that there is no
 * transaction instead of why.
 */
const rolledBack: ReturnType<KyselyDatabase['prepare']> = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
}

/** kysely prepares each statement again, which takes most of the time of a small one. */
function withPreparedStatements(database: SqliteDatabase.Database): KyselyDatabase {
  const prepared = new Map<string, SqliteDatabase.Statement>()
  return {
    prepare(sql) {
      if (sql === 'rollback' && !database.inTransaction) return rolledBack
      const known = prepared.get(sql)
      if (known) return known
      const statement = database.prepare(sql)
      if (prepared.size >= statementsKept) prepared.clear()
      prepared.set(sql, statement)
      return statement
    },
    close: () => database.close(),
  }
}

/** Not mkdir's own `recursive`: Node's never returns below a folder that takes no new ones (such as /proc). */
function makeFolder(folder: string) {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (!existsSync(parent)) makeFolder(parent)
  mkdirSync(folder, { mode: 0o700 })
}

function open(file: string, options: SqliteDatabase.Options): SqliteDatabase.Database {
  const database = new SqliteDatabase(file, { ...options, timeout: busyTimeoutMs })
  database.pragma('foreign_keys = ON')
  return database
}

const kyselyOver = (database: SqliteDatabase.Database) =>
  new Kysely<CentralSchema>({ dialect: new SqliteDialect({ database: withPreparedStatements(database) }) })

async function openReader(file: string) {
  const db = kyselyOver(open(file, { readonly: true }))
  const transaction = await db.startTransaction().execute()
  // SQLite fixes its view of the data at the first read, not at BEGIN.
  await transaction.selectFrom('settings').select('key').limit(1).execute()
  return {
    db: transaction,
    close: async () => {
      await transaction.rollback().execute()
      await db.destroy()
    },
  }
}

/** Opens or creates the database in `folder`, and migrates it to this program's version. `tell` gets sentences about what is done. */
export async function openSqlite(
  folder: string,
  tell: (sentence: string) => void = () => {},
): Promise<Result<Store, StoreProblem>> {
  const file = join(folder, fileName)
  let database: SqliteDatabase.Database
  try {
    makeFolder(resolve(folder))
    database = open(file, {})
    chmodSync(file, 0o600)
  } catch (problem) {
    return refused({ kind: 'folderUnusable', folder, why: errorText(problem) })
  }
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
  } catch (problem) {
    database.close()
    return refused({ kind: 'notADatabase', file, why: errorText(problem) })
  }
  const db = kyselyOver(database)
  const migrated = await migrate(db, file)
  if (!migrated.ok) {
    await db.destroy()
    return migrated
  }
  for (const name of migrated.value) tell(`Database: migrated to ${name}.`)
  return ok({
    db,
    transaction: (work) => db.transaction().execute(work),
    openReader: () => openReader(file),
    close: async () => {
      database.pragma('wal_checkpoint(TRUNCATE)')
      await db.destroy()
    },
  })
}
