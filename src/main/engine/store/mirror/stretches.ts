// Containers counted in stretches of ids. Ids come from central's clock, so that most numbers are nobody's: a stretch is ended by how many
// containers it has, not by how many numbers.
import type { Database } from '../database'

/** Ids of one bucket. A stretch is a row of `container_count`: from the beginning of its bucket to that of the next row's. */
export const bucketSize = 1000

/** New containers, whose ids are the highest, begin a new stretch after so many. */
const fullAt = 1000

interface Stretch {
  readonly bucket: number
  /** The highest bucket that was ever counted in it, if not its own. */
  last: number
  n: number
}

export function stretchesIn(db: Database) {
  const holding = db.prepare<[number], Stretch>(
    'SELECT bucket, last, n FROM container_count WHERE bucket <= ? ORDER BY bucket DESC LIMIT 1',
  )
  const next = db
    .prepare<[number], number>('SELECT bucket FROM container_count WHERE bucket > ? ORDER BY bucket LIMIT 1')
    .pluck()
  const put = db.prepare<[number, number, number]>(
    `INSERT INTO container_count (bucket, n, last) VALUES (?, ?, ?)
    ON CONFLICT (bucket) DO UPDATE SET n = excluded.n, last = excluded.last`,
  )

  return {
    /** @param changes how many more or fewer there are in each bucket */
    add(changes: ReadonlyMap<number, number>) {
      let open: Stretch | undefined
      let end = 0
      const close = () => open && put.run(open.bucket, open.n, open.last)
      for (const [bucket, by] of [...changes].sort(([a], [b]) => a - b)) {
        if (by === 0) continue
        if (open === undefined || bucket >= end) {
          close()
          open = holding.get(bucket)
          end = next.get(bucket) ?? Number.POSITIVE_INFINITY
        }
        const isBeyond = open === undefined || bucket > Math.max(open.bucket, open.last)
        if (open === undefined || (by > 0 && isBeyond && open.n >= fullAt)) {
          close()
          open = { bucket, last: bucket, n: 0 }
        }
        open.last = Math.max(open.last, bucket)
        open.n += by
      }
      close()
    },
  }
}
