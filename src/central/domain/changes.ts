// The feed as a bench reads it: rows after a position, or the news that its position is worth nothing any more.
import { ok, type Result, refused } from '../../shared/result'
import { settingsEpoch } from '../store/epoch'
import { feedEnds, feedRows } from '../store/feed'
import { type Central, timeOf } from './central'

export interface FeedPosition {
  readonly epoch: string
  readonly n: number
}

export type ChangesProblem = { readonly kind: 'otherEpoch'; readonly epoch: string; readonly head: number }

/** Rows of one answer together hold at most about this; a procedure with 1,000 vials is a row of 250 kB. */
const mostBytes = 2_000_000
const rowsPerRead = 50

/** `<epoch>:<n>`; undefined for any other text. */
export function feedPosition(text: string): FeedPosition | undefined {
  const [, epoch, n] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text) ?? []
  return epoch === undefined || n === undefined ? undefined : { epoch, n: Number(n) }
}

/** The history that central has now, if that position is none of it: a restore from a backup has taken it away. */
export async function otherHistory(
  { store: { db } }: Central,
  facility: number,
  { epoch, n }: FeedPosition,
): Promise<ChangesProblem | undefined> {
  const present = await settingsEpoch(db)
  const { head } = await feedEnds(db, facility)
  return epoch === present && n <= head ? undefined : { kind: 'otherEpoch', epoch: present, head }
}

/** At most `limit` rows after the position. A position of another epoch, beyond the head or before the kept rows needs a snapshot. */
export async function changesAfter(
  central: Central,
  facility: number,
  { epoch, n }: FeedPosition,
  limit: number,
): Promise<Result<object, ChangesProblem>> {
  const { db } = central.store
  const present = await settingsEpoch(db)
  const { head, tail } = await feedEnds(db, facility)
  if (epoch !== present || n > head || n < tail) return refused({ kind: 'otherEpoch', epoch: present, head })
  const rows = []
  let bytes = 0
  while (rows.length < limit && bytes < mostBytes) {
    const after = n + rows.length
    const page = await feedRows(db, facility, after, Math.min(limit - rows.length, rowsPerRead))
    for (const { body, ...row } of page) {
      bytes += body.length
      rows.push({ ...row, body: JSON.parse(body) })
    }
    if (page.length < rowsPerRead) break
  }
  // Rows may have come since the head was read.
  return ok({ epoch, head: Math.max(head, n + rows.length), rows, serverTime: timeOf(central.clock) })
}
