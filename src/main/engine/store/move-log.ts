import BetterSqlite3 from 'better-sqlite3'

export interface LogMoved {
  readonly kind: 'logMoved'
  /** Pages that are in the database now. */
  readonly pages: number
}

/** Moves what can be moved without making any reader or writer wait. Throws what SQLite throws. */
export function moveLog(file: string): LogMoved {
  const connection = new BetterSqlite3(file, { fileMustExist: true })
  try {
    const moved = connection.prepare<[], { checkpointed: number }>('PRAGMA wal_checkpoint(PASSIVE)').get()
    return { kind: 'logMoved', pages: moved?.checkpointed ?? 0 }
  } finally {
    connection.close()
  }
}
