// How far an unfinished snapshot has come: written together with its rows, so that a restart can continue from there.
import type { SnapshotProgress } from '../contract/feed'
import type { Database } from '../database'

interface Row {
  readonly epoch: string
  readonly n: number
  readonly resume: string
  readonly received: number
  readonly total: number
}

export function snapshotProgressIn(db: Database) {
  const select = db.prepare<[number], Row>(
    'SELECT epoch, n, resume, received, total FROM snapshot_progress WHERE only = 1 AND generation = ?',
  )
  const upsert =
    db.prepare(`INSERT INTO snapshot_progress (only, generation, epoch, n, resume, received, total) VALUES (1, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (only) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch, n = excluded.n, resume = excluded.resume,
    received = excluded.received, total = excluded.total`)
  const remove = db.prepare('DELETE FROM snapshot_progress')

  return {
    /** Null if that generation's snapshot has no mark yet, or is whole. */
    of(generation: number): SnapshotProgress | null {
      const row = select.get(generation)
      if (row === undefined) return null
      const { epoch, n, ...progress } = row
      return { ...progress, position: { epoch, n } }
    },
    keep(generation: number, { position, resume, received, total }: SnapshotProgress) {
      upsert.run(generation, position.epoch, position.n, resume, received, total)
    },
    forget: () => void remove.run(),
  }
}

export type SnapshotProgresses = ReturnType<typeof snapshotProgressIn>
