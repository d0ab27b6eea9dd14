// While much is written at once, the write-ahead log is flushed and moved to the database by other threads: either takes longer than a scan
// may wait. The log grows meanwhile, so that whoever writes much asks for room between two pieces; scans don't.
import { open } from 'node:fs/promises'
import type { StoreLog } from './bench-store'

export interface Bulk {
  /** Resolves when the log has room for more. */
  room(): Promise<void>
  /** Commits move the log by themselves again. */
  end(): Promise<void>
}

export interface LogKeeper {
  /** Moves what the log holds, in another thread. */
  move(): Promise<unknown>
  /** Has the system write out what it holds back of the log, in another thread. */
  flush(): Promise<unknown>
}

/** 64 MiB: pages that are written again and again, as those of an index are, are moved once. */
const enoughPages = 16_000
/** A scan's commit flushes the log, with all that others have left in it: never more than this. */
const flushedPages = 500
/** The log starts over only at a moment when all of it is moved; scans may write in between. */
const attempts = 3

/** For a store that has nobody to keep its log: commits go on doing it. */
export const inlineBulk = (): Bulk => ({ room: async () => {}, end: async () => {} })

/** `file`: of the database. Closing the log's file is harmless: SQLite holds its locks elsewhere. */
export async function flushLog(file: string): Promise<void> {
  const log = await open(`${file}-wal`, 'r+')
  try {
    await log.datasync()
  } finally {
    await log.close()
  }
}

export function bulkOn(log: StoreLog, { move, flush }: LogKeeper): Bulk {
  log.moveAtCommit(false)
  let hasFailed = false
  let flushed = 0
  let flushing: Promise<unknown> | null = null

  const moveAll = async () => {
    for (let attempt = 0; attempt < attempts && log.pages().unmoved > 0; attempt += 1) await move()
    flushed = 0
  }
  const fail = () => {
    hasFailed = true
    log.moveAtCommit(true)
  }
  return {
    async room() {
      if (hasFailed) return
      const { all } = log.pages()
      if (all >= enoughPages) return moveAll().catch(fail)
      if (all < flushed) flushed = 0
      if (all - flushed < flushedPages) return
      // The last one is waited for: what is held back never grows beyond twice the bound.
      await flushing
      flushed = all
      flushing = flush().catch(fail)
    },
    async end() {
      await flushing
      if (hasFailed) return
      await moveAll().catch(fail)
      log.moveAtCommit(true)
    },
  }
}
