// Whether the rows a bench knows belong to central's present history: a database that was restored from a backup has another one.
import type { NamedHistory, NamedRow } from '../../../shared/api/feed-history'
import { ok, type Result, refused } from '../../../shared/result'
import { settingsEpoch } from '../../store/epoch'
import { type FeedEnds, feedDigest, feedEnds } from '../../store/feed'
import type { Db } from '../../store/store'
import type { Central } from '../central'

export interface FeedPosition extends NamedRow {
  readonly epoch: string
}

export type HistoryProblem = { readonly kind: 'otherEpoch'; readonly epoch: string; readonly head: number }

/**
 * Refused if one of these rows is not part of central's present history, because a restore from a backup has removed it. That shows in the
 * epoch's name, in a head below the position, or (if nobody renamed the history and it has grown since) in another row under that number.
 */
export async function sameHistory(
  { store: { db } }: Central,
  facility: number,
  { epoch, rows }: NamedHistory,
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

/** The feed's present end: a bench that sends it back as `known` notices a restore that removes it. */
export async function reached(db: Db, facility: number): Promise<{ readonly head: number; readonly digest?: string }> {
  const { head } = await feedEnds(db, facility)
  const digest = await feedDigest(db, facility, head)
  return { head, ...(digest !== undefined && { digest }) }
}
