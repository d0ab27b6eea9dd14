// Moves the write-ahead log to the database over a connection of its own, in whatever thread that is.
import BetterSqlite3 from 'better-sqlite3'

export interface LogMoved {
  readonly kind: 'logMoved'
  /** Pages of the log that are in the database now. */
  readonly pages: number
}

export interface LogMover {
  /** Moves what can be moved without making any reader or writer wait; it is on disk afterwards. Throws what SQLite throws. */
  move(): LogMoved
  close(): void
}

export function logMover(file: string): LogMover {
  const connection = new BetterSqlite3(file, { fileMustExist: true })
  const checkpoint = connection.prepare<[], { checkpointed: number }>('PRAGMA wal_checkpoint(PASSIVE)')
  return {
    move: () => ({ kind: 'logMoved', pages: checkpoint.get()?.checkpointed ?? 0 }),
    close: () => connection.close(),
  }
}
