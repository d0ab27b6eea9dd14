// Makes one backup: copied from one moment of the bench's database, read back and checked, and only then given its name.
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { madeWhole, syncFolder } from '../../../../platform/atomic-file'
import { copiedTables, forgetPosition, rowsOf } from './copied'
import { type BackupContent, checkBackup } from './verify'

export interface Written extends BackupContent {
  readonly bytes: number
}

/**
 * Copies the database at `source`, which may be in use, to `target`. Blocks until it is on disk: for a worker, or before a
 * migration. Throws what disk and database throw, with nothing left behind.
 */
export function writeBackup(source: string, target: string, nowMs: number): Written {
  const content = madeWhole(target, (part) => {
    copy(source, part, nowMs)
    const read = checkBackup(part)
    if (!read.ok) throw new Error(`The backup is not what was written: ${read.problem}`)
    return read.value
  })
  syncFolder(dirname(target))
  return { ...content, bytes: statSync(target).size }
}

function copy(source: string, part: string, nowMs: number): void {
  const connection = new BetterSqlite3(part)
  try {
    // A copy that is torn by a power cut never gets its name: it needs no journal of its own.
    connection.pragma('journal_mode = OFF')
    connection.pragma('synchronous = OFF')
    connection.prepare('ATTACH ? AS bench').run(source)
    connection.transaction(() => copyTables(connection, nowMs))()
    connection.exec('DETACH bench')
  } finally {
    connection.close()
  }
}

/** One read transaction: all tables as they were at one moment, whatever is written meanwhile. */
function copyTables(connection: Connection, nowMs: number): void {
  const version = Number(connection.pragma('bench.user_version', { simple: true }))
  for (const { name, sql } of copiedTables(connection, 'bench')) {
    connection.exec(sql)
    connection.exec(`INSERT INTO main.${name} SELECT * FROM bench.${name} WHERE ${rowsOf(name, nowMs)}`)
    if (name === 'feed') connection.exec(forgetPosition)
  }
  connection.pragma(`user_version = ${version}`)
}
