// Whether what a bench knows of the feed is of central's present history: a database that was restored from a backup has another one.
import type { KnownHistory } from '../../../shared/api/history'
import { ok, type Result, refused } from '../../../shared/result'
import { settingsEpoch } from '../../store/epoch'
import { type FeedEnds, feedDigest, feedEnds } from '../../store/feed'
import type { Db } from '../../store/store'
import type { Central } from '../central'

export type HistoryProblem = { readonly kind: 'otherEpoch'; readonly epoch: string; readonly head: number }

/**
 * Refused where one of these rows is not of central's present history: a restore from a backup has taken it away. That shows by the epoch's
 * name, by a head below the position, or, where nobody gave the history a new name and it has grown since, by another row under that number.
 */
export async function sameHistory(
  { store: { db } }: Central,
  facility: number,
  { epoch, rows }: KnownHistory,
): Promise<Result<FeedEnds, HistoryProblem>> {
  const present = await settingsEpoch(db)
  const ends = await feedEnds(db, facility)
  const other = refused({ kind: 'otherEpoch', epoch: present, head: ends.head } as const)
  if (epoch !== present) return other
  for (const { n, digest } of rows) {
    if (n > ends.head) return other
    const here = digest === undefined ? undefined : await feedDigest(db, facility, n)
    if (here !== undefined && here !== digest) return other
  }
  return ok(ends)
}

/** The feed's present end, as `known` takes it: a restore that takes this away will show. */
export async function reached(db: Db, facility: number): Promise<{ readonly head: number; readonly digest?: string }> {
  const { head } = await feedEnds(db, facility)
  const digest = await feedDigest(db, facility, head)
  return { head, ...(digest !== undefined && { digest }) }
}
