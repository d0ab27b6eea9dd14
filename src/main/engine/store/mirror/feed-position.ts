// How far the mirror has come in central's feed, and which snapshot its rows belong to.
import type { FeedPosition, FollowedHistory, RowDigest, SkippedRow } from '../contract/feed'
import { type Database, fromJson } from '../database'
import { digestsAfter } from './row-digests'
import type { RowsAside } from './rows-aside'

interface HistoryRow {
  readonly epoch: string
  readonly n: number
  /** JSON array of row digests. */
  readonly known: string
  readonly snapshots: number
}

export function feedPositionIn(db: Database, aside: RowsAside) {
  const cursor = db.prepare<[], FeedPosition>('SELECT epoch, n FROM feed WHERE only = 1 AND n IS NOT NULL')
  const history = db.prepare<[], HistoryRow>(
    `SELECT epoch, coalesce(n, 0) AS n, known, generation AS snapshots FROM feed WHERE only = 1 AND epoch <> ''`,
  )
  const setCursor = db.prepare<[string, number, string]>(
    'UPDATE feed SET epoch = ?, n = ?, known = ?, replaced = NULL WHERE only = 1',
  )
  const forgetEpoch = db.prepare(`UPDATE feed SET epoch = NULL, n = NULL, known = '[]', replaced = NULL WHERE only = 1`)
  const replaceEpoch = db.prepare<[string]>(
    `UPDATE feed SET epoch = '', n = NULL, known = '[]', replaced = ? WHERE only = 1`,
  )
  const replaced = db.prepare<[], string | null>('SELECT replaced FROM feed WHERE only = 1').pluck()
  const setDigests = db.prepare<[string]>('UPDATE feed SET known = ? WHERE only = 1')
  const forgetNumber = db.prepare('UPDATE feed SET n = NULL WHERE only = 1')
  const epoch = db.prepare<[], string | null>('SELECT epoch FROM feed WHERE only = 1').pluck()
  const generation = db.prepare<[], number>('SELECT generation FROM feed WHERE only = 1').pluck()
  const setGeneration = db.prepare<[number, number]>('UPDATE feed SET generation = ?, swept = ? WHERE only = 1')
  const swept = db.prepare<[], number>('SELECT swept FROM feed WHERE only = 1').pluck()
  const skipped = skippedIn(db, aside)

  /** The digests of another epoch's rows prove nothing. */
  const digestsOf = (epoch: string): readonly RowDigest[] => {
    const row = history.get()
    return row?.epoch === epoch ? fromJson<readonly RowDigest[]>(row.known) : []
  }

  const followed = (): FollowedHistory | null => {
    const row = history.get()
    if (row === undefined) return null
    return { epoch: row.epoch, n: row.n, rows: digestsOf(row.epoch), snapshots: row.snapshots }
  }

  return {
    cursor: (): FeedPosition | null => cursor.get() ?? null,
    setCursor({ epoch, n, digest, at }: FeedPosition, sent: readonly RowDigest[] = []) {
      const head = digest === undefined ? null : { n, digest, ...(at !== undefined && { at }) }
      setCursor.run(epoch, n, JSON.stringify(digestsAfter(digestsOf(epoch), sent, head)))
    },
    recordRow(row: RowDigest, sent: readonly RowDigest[]) {
      const { epoch = null } = history.get() ?? {}
      if (epoch !== null) setDigests.run(JSON.stringify(digestsAfter(digestsOf(epoch), sent, row)))
    },
    /** The epoch stays known: whether the next snapshot comes from another one matters. */
    forgetCursor: () => void forgetNumber.run(),
    /** The empty epoch belongs to no central, and `history` skips it. Without an epoch there is nothing to forget. */
    forgetHistory() {
      const former = followed()
      if (former !== null) replaceEpoch.run(JSON.stringify(former))
    },
    replaced(): FollowedHistory | null {
      const text = replaced.get() ?? null
      return text === null ? null : fromJson<FollowedHistory>(text)
    },
    lastEpoch: () => epoch.get() ?? null,
    history: followed,
    generation: () => generation.get() ?? 0,
    /** The next snapshot's number. Into an empty mirror nothing can be stale. */
    next(): number {
      const now = generation.get() ?? 0
      setGeneration.run(now + 1, now === 0 ? 1 : 0)
      return now + 1
    },
    isSwept: () => swept.get() === 1,
    setSwept: (current: number) => void setGeneration.run(current, 1),
    reset() {
      setGeneration.run(0, 1)
      forgetEpoch.run()
      skipped.forgetSkipped()
    },
    ...skipped,
  }
}

/** What was passed over: kinds that this program does not know, and rows that it could not take. */
function skippedIn(db: Database, aside: RowsAside) {
  const skip = db.prepare(`INSERT INTO feed_skipped (entity, epoch, first_n, times) VALUES (?, ?, ?, 1)
    ON CONFLICT (entity) DO UPDATE SET times = times + 1`)
  const skipped = db.prepare<[], string>('SELECT entity FROM feed_skipped ORDER BY entity').pluck()
  const unskip = db.prepare('DELETE FROM feed_skipped')
  return {
    skip(rows: readonly SkippedRow[], epoch: string) {
      for (const { entity, n, cannot } of rows) {
        if (cannot === undefined) skip.run(entity, epoch, n)
        else aside.put({ entity, n, cannot })
      }
    },
    skippedEntities: () => skipped.all(),
    forgetSkipped() {
      unskip.run()
      aside.forgetAll()
    },
  }
}

export type FeedPositions = ReturnType<typeof feedPositionIn>
