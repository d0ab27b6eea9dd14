// One engine to a data folder. The lock is SQLite's own on an empty file, so that the system lets go of it when the process dies, however it dies.
import BetterSqlite3 from 'better-sqlite3'

export interface FolderLock {
  release(): void
}

/** How long an engine may need to end, milliseconds. */
const patienceMs = 2000

/** Null if another engine has it. Throws what the disk throws. */
export function lockFolder(path: string): FolderLock | null {
  const connection = new BetterSqlite3(path, { timeout: patienceMs })
  try {
    connection.pragma('journal_mode = MEMORY')
    connection.exec('BEGIN EXCLUSIVE')
    return { release: () => void connection.close() }
  } catch (error) {
    connection.close()
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
}
