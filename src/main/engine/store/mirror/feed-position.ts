// How far the mirror has come in central's feed, and which snapshot its rows belong to.
import type { FeedPosition, KnownHistory, KnownRow, SkippedRow } from '../bench-store'
import { type Database, fromJson } from '../database'
import { knownAfter } from './known-rows'

interface History {
  readonly epoch: string
  readonly n: number
  readonly known: string
  readonly snapshots: number
}

export function feedPositionIn(db: Database) {
  const cursor = db.prepare<[], FeedPosition>('SELECT epoch, n FROM feed WHERE only = 1 AND n IS NOT NULL')
  const history = db.prepare<[], History>(
    `SELECT epoch, coalesce(n, 0) AS n, known, generation AS snapshots FROM feed WHERE only = 1 AND epoch <> ''`,
  )
  const setCursor = db.prepare<[string, number, string]>('UPDATE feed SET epoch = ?, n = ?, known = ? WHERE only = 1')
  const setEpoch = db.prepare<[string | null]>(`UPDATE feed SET epoch = ?, n = NULL, known = '[]' WHERE only = 1`)
  const setKnown = db.prepare<[string]>('UPDATE feed SET known = ? WHERE only = 1')
  const forgetNumber = db.prepare('UPDATE feed SET n = NULL WHERE only = 1')
  const epoch = db.prepare<[], string | null>('SELECT epoch FROM feed WHERE only = 1').pluck()
  const generation = db.prepare<[], number>('SELECT generation FROM feed WHERE only = 1').pluck()
  const setGeneration = db.prepare<[number, number]>('UPDATE feed SET generation = ?, swept = ? WHERE only = 1')
  const swept = db.prepare<[], number>('SELECT swept FROM feed WHERE only = 1').pluck()
  const skip = db.prepare(`INSERT INTO feed_skipped (entity, epoch, first_n, times) VALUES (?, ?, ?, 1)
    ON CONFLICT (entity) DO UPDATE SET times = times + 1`)
  const skipped = db.prepare<[], string>('SELECT entity FROM feed_skipped ORDER BY entity').pluck()
  const unskip = db.prepare('DELETE FROM feed_skipped')

  /** What was heard of another epoch proves nothing. */
  const knownOf = (epoch: string): readonly KnownRow[] => {
    const row = history.get()
    return row?.epoch === epoch ? fromJson<readonly KnownRow[]>(row.known) : []
  }

  return {
    cursor: (): FeedPosition | null => cursor.get() ?? null,
    setCursor({ epoch, n, digest }: FeedPosition, sent: readonly KnownRow[] = []) {
      const told = digest === undefined ? null : { n, digest }
      setCursor.run(epoch, n, JSON.stringify(knownAfter(knownOf(epoch), sent, told)))
    },
    heardOf(row: KnownRow, sent: readonly KnownRow[]) {
      const { epoch = null } = history.get() ?? {}
      if (epoch !== null) setKnown.run(JSON.stringify(knownAfter(knownOf(epoch), sent, row)))
    },
    /** The epoch stays known: whether the next snapshot comes from another one matters. */
    forgetCursor: () => void forgetNumber.run(),
    /** An epoch that no central has, and `history` knows. Without one there is nothing to forget. */
    forgetHistory() {
      if (epoch.get() != null) setEpoch.run('')
    },
    lastEpoch: () => epoch.get() ?? null,
    history(): KnownHistory | null {
      const row = history.get()
      if (row === undefined) return null
      return { epoch: row.epoch, n: row.n, rows: knownOf(row.epoch), snapshots: row.snapshots }
    },
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
      setEpoch.run(null)
      unskip.run()
    },
    skip(rows: readonly SkippedRow[], epoch: string) {
      for (const { entity, n } of rows) skip.run(entity, epoch, n)
    },
    skippedEntities: () => skipped.all(),
    forgetSkipped: () => void unskip.run(),
  }
}
