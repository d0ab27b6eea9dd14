// The feed as a bench reads it: rows after a position, or the news that its position is worth nothing any more.
import { ok, type Result, refused } from '../../../shared/result'
import { settingsEpoch } from '../../store/epoch'
import { type FeedEnds, feedDigest, feedEnds, feedRows, rowDigest } from '../../store/feed'
import type { Db } from '../../store/store'
import { type Central, timeOf } from '../central'

export interface FeedPosition {
  readonly epoch: string
  readonly n: number
  /** Of row `n`, as central gave it. */
  readonly digest?: string | undefined
}

/** Rows of one history that a bench has heard of. */
export interface KnownHistory {
  readonly epoch: string
  readonly rows: readonly Omit<FeedPosition, 'epoch'>[]
}

export type ChangesProblem = { readonly kind: 'otherEpoch'; readonly epoch: string; readonly head: number }

/**
 * Rows of one answer together hold at most this, unless it is one row; a procedure with 1,000 vials is a row of 250 kB. A bench takes
 * answers of 1,000,000 bytes, and asks for a tenth of the rows where one was larger.
 */
const mostBytes = 800_000
/** Of a row, beside its body: its number, time, entity and digest, and what is around them. */
const bytesAround = 150
const rowsPerRead = 50

/** `<epoch>:<n>`; undefined for any other text. */
export function feedPosition(text: string): FeedPosition | undefined {
  const [, epoch, n] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text) ?? []
  return epoch === undefined || n === undefined ? undefined : { epoch, n: Number(n) }
}

/** A bench has as many requests under way at most, and each can have told it of a row. */
const mostKnown = 8

/** `<epoch>:<row>[,<row>…]`, each row `<n>[:<digest>]`; undefined for any other text. */
export function knownHistory(text: string): KnownHistory | undefined {
  const [, epoch, list = ''] = /^([\w-]{1,64}):([\da-f:,]{1,400})$/.exec(text) ?? []
  const rows = list.split(',').map((row) => /^(\d{1,15})(?::([0-9a-f]{16}))?$/.exec(row))
  if (epoch === undefined || rows.length > mostKnown || rows.includes(null)) return undefined
  return { epoch, rows: rows.map((row) => ({ n: Number(row?.[1]), digest: row?.[2] })) }
}

/**
 * Refused where one of these rows is not of central's present history: a restore from a backup has taken it away. That shows by the epoch's
 * name, by a head below the position, or, where nobody gave the history a new name and it has grown since, by another row under that number.
 */
export async function sameHistory(
  { store: { db } }: Central,
  facility: number,
  { epoch, rows }: KnownHistory,
): Promise<Result<FeedEnds, ChangesProblem>> {
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

/** At most `limit` rows after the position. A position of another history or before the kept rows needs a snapshot. */
export async function changesAfter(
  central: Central,
  facility: number,
  position: FeedPosition,
  limit: number,
): Promise<Result<object, ChangesProblem>> {
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

/** One row at least, where there is one: the feed has to go on. */
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
