// While much is written at once, another thread moves the write-ahead log to the database, a little at a time and beside the writing: a
// commit that had to do it would take longer than a scan may wait, and so would a scan's own flush of a log that nobody has flushed.

import type { StoreLog } from './contract/store'
import type { LogMoved } from './log-mover'

export interface Bulk {
  /** To be asked after each piece: resolves when the log has room for the next. Scans don't ask. */
  room(): Promise<void>
  /** Commits move the log by themselves again. */
  end(): Promise<void>
}

/** A thread that moves the log whenever it is asked to. */
export interface LogKeeper {
  /** Flushes the log, moves what it holds, and flushes the database. */
  move(): Promise<LogMoved>
  end(): Promise<void>
}

/** 4 MiB: a scan's commit flushes what is in the log since the last move, and what the disk is just writing comes before it. */
const movedPages = 1000
/** So far the writing may get ahead of the moving. */
const aheadPages = 3000
/** 64 MiB: the log starts over only at a moment when all of it is moved, for which the writing has to stand still. */
const enoughPages = 16_000
/** Scans may write at that very moment. */
const attempts = 3

/** For a store that has nobody to keep its log: commits go on doing it. */
export const inlineBulk = (): Bulk => ({ room: async () => {}, end: async () => {} })

export function bulkOn(log: StoreLog, keeper: LogKeeper): Bulk {
  log.moveAtCommit(false)
  let hasFailed = false
  let moving: Promise<void> | null = null

  const move = (): Promise<void> => {
    moving ??= keeper
      .move()
      .then(() => undefined)
      .catch(() => {
        hasFailed = true
        log.moveAtCommit(true)
      })
      .finally(() => {
        moving = null
      })
    return moving
  }
  const moveAll = async () => {
    await moving
    for (let attempt = 0; attempt < attempts && !hasFailed && log.pages().unmoved > 0; attempt += 1) await move()
  }
  return {
    async room() {
      if (hasFailed) return
      const { all, unmoved } = log.pages()
      if (all >= enoughPages) return moveAll()
      if (unmoved >= aheadPages) return move()
      if (unmoved >= movedPages) void move()
    },
    async end() {
      await moveAll()
      await keeper.end()
      if (!hasFailed) log.moveAtCommit(true)
    },
  }
}
