// Makes one backup: copied from one moment of the bench's database, read back and checked, and only then given its name.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
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
  const part = `${target}.part`
  rmSync(part, { force: true })
  try {
    copy(source, part, nowMs)
    const content = checkBackup(part)
    if (!content.ok) throw new Error(`The backup is not what was written: ${content.problem}`)
    syncFile(part)
    renameSync(part, target)
    syncFolder(dirname(target))
    return { ...content.value, bytes: statSync(target).size }
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
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

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The new name is on disk too; Windows keeps names by itself and can't open a folder. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
