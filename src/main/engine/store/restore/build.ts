// A database made anew: the rows of a backup, and what can be read of the damaged one.
import { existsSync } from 'node:fs'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { columnsOf, copiedTables } from '../backup/copied'
import { type Merged, mergeInto } from './merge'

/** Brings an empty database to this version. */
export type Migrate = (connection: Connection, version: number) => void

export const nothingSaved: Merged = { reads: 0, intents: 0, refused: 0, isOutboxWhole: false }

export interface Build {
  /** Path of the new database. */
  readonly made: string
  /** Path; null where there is no good one. */
  readonly backup: string | null
  /** Path of the readable copy of the damaged database. */
  readonly salvage: string
  readonly migrate: Migrate
  readonly newest: number
}

/** Null if there is nothing to make it from. */
export function build({ made, backup, salvage, migrate, newest }: Build): Merged | null {
  return withConnection(made, (into) => {
    prepare(into)
    if (backup === null) migrate(into, versionOf(salvage) ?? newest)
    else copyBackup(into, backup, migrate)
    const merged = mergeSalvage(into, salvage)
    return backup === null && merged === null ? null : (merged ?? nothingSaved)
  })
}

/** Of the backup alone. */
export function buildFromBackup(made: string, backup: string, migrate: Migrate): void {
  withConnection(made, (into) => {
    prepare(into)
    copyBackup(into, backup, migrate)
  })
}

/** Null if nothing at all can be read of the salvage copy. */
export const mergeSalvageInto = (file: string, salvage: string): Merged | null =>
  withConnection(file, (into) => mergeSalvage(into, salvage))

function prepare(into: Connection): void {
  into.pragma('foreign_keys = OFF')
  into.pragma('synchronous = FULL')
}

function copyBackup(into: Connection, backup: string, migrate: Migrate): void {
  into.prepare('ATTACH ? AS backup').run(backup)
  migrate(into, Number(into.pragma('backup.user_version', { simple: true })))
  into.transaction(() => {
    for (const { name } of copiedTables(into, 'backup')) {
      const columns = columnsOf(into, 'backup', name).join(', ')
      into.exec(`INSERT OR REPLACE INTO main.${name} (${columns}) SELECT ${columns} FROM backup.${name}`)
    }
  })()
  into.exec('DETACH backup')
}

function mergeSalvage(into: Connection, salvage: string): Merged | null {
  into.pragma('foreign_keys = OFF')
  let from: Connection | null = null
  try {
    from = new BetterSqlite3(salvage, { readonly: true, fileMustExist: true })
    from.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch {
    from?.close()
    return null
  }
  try {
    return mergeInto(into, from)
  } finally {
    from.close()
  }
}

function versionOf(salvage: string): number | null {
  try {
    if (!existsSync(salvage)) return null
    const version = withConnection(salvage, (from) => Number(from.pragma('user_version', { simple: true })))
    return version > 0 ? version : null
  } catch {
    return null
  }
}

function withConnection<Value>(file: string, work: (connection: Connection) => Value): Value {
  const connection = new BetterSqlite3(file)
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}
