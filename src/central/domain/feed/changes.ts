// The feed as a bench reads it: the rows after a position.
import type { ChangesPage } from '../../../shared/api/bench'
import { ok, type Result, refused } from '../../../shared/result'
import { feedRows, rowDigest } from '../../store/feed'
import type { Db } from '../../store/store'
import { type Central, timeOf } from '../central'
import { type FeedPosition, type HistoryProblem, sameHistory } from './history'

/**
 * The rows of one answer are at most this large together, unless there is only one; a procedure with 1,000 vials is a row of 250 kB. A bench
 * accepts answers of 1,000,000 bytes, and asks for a tenth of the rows when one was larger.
 */
const mostBytes = 800_000
/** What a row takes beside its body: number, time, entity, digest, and the JSON around them. */
const bytesAround = 150
const rowsPerRead = 50

/** At most `limit` rows after the position. A position of another history, or from before the kept rows, needs a snapshot. */
export async function changesAfter(
  central: Central,
  facility: number,
  position: FeedPosition,
  limit: number,
): Promise<Result<ChangesPage, HistoryProblem>> {
  const { epoch, n } = position
  const { db } = central.store
  const ends = await sameHistory(central, facility, { epoch, rows: [{ n }] })
  if (!ends.ok) return ends
  const { head, tail } = ends.value
  if (n < tail) return refused({ kind: 'otherEpoch', epoch, head })
  const rows = []
  for await (const row of rowsWithin(db, facility, n, limit)) {
    rows.push({ ...row, digest: rowDigest(row), body: JSON.parse(row.body) })
  }
  // Rows may have come since the head was read.
  return ok({ epoch, head: Math.max(head, n + rows.length), rows, serverTime: timeOf(central.clock) })
}

/** At least one row, if there is one: the feed has to move on. */
async function* rowsWithin(db: Db, facility: number, after: number, limit: number) {
  let taken = 0
  let bytes = 0
  while (taken < limit) {
    const asked = Math.min(limit - taken, rowsPerRead)
    const read = await feedRows(db, facility, after + taken, asked)
    for (const row of read) {
      bytes += Buffer.byteLength(row.body) + bytesAround
      if (taken > 0 && bytes > mostBytes) return
      taken += 1
      yield row
    }
    if (read.length < asked) return
  }
}
