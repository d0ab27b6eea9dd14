// Follows central's numbered feed from the mirror's cursor to its head. Numbers without a gap are the proof that nothing was skipped.
import { z } from 'zod'
import { feedDigest } from '../../../../shared/api/bench'
import type { Change } from '../../../../shared/api/entities'
import type { Clock } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type { FeedPosition, FollowedHistory, MirrorForSync, RowDigest, SkippedRow } from '../../store/bench-store'
import type { Bulk } from '../../store/bulk'
import type { CallProblem, Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import { checkedChange } from './changes'
import type { Chunker } from './chunks'

export type FeedProblem = CallProblem | { readonly kind: 'snapshotNeeded'; readonly why: 'gap' | 'restored' }

const reply = z.object({
  epoch: z.string(),
  head: z.int().nonnegative(),
  rows: z.array(z.unknown()).max(1000),
  serverTime: z.string(),
})
/** Central's history is not the one that this bench knows, by its name or by what stands in it: it was restored from a backup. */
export const isOtherHistory = (problem: FeedProblem): boolean =>
  problem.kind === 'refused' && problem.error.code === 'EPOCH_CHANGED'

/** What central compares with its own history: `<epoch>:<n>[:<digest>][,<n>:<digest>…]`. */
export const knownText = ({ epoch, n, rows }: FollowedHistory): string =>
  `${epoch}:${rows.length === 0 ? n : rows.map((row) => `${row.n}:${row.digest}`).join()}`

/** As a part of a query; nothing where there is no history, as for the first snapshot. */
export const knownIn = (history: FollowedHistory | null, before: '?' | '&'): string =>
  history === null ? '' : `${before}known=${encodeURIComponent(knownText(history))}`

const numbered = z.looseObject({ n: z.int().positive(), digest: feedDigest.optional() })

const fullPage = 1000
/** A page is parsed in one go, in some ms at most; a single row may be a procedure with a thousand vials. */
const pageBytes = 1_000_000
const rowBytes = 32_000_000

export interface FeedNeeds {
  readonly mirror: MirrorForSync
  readonly client: Client
  readonly clock: Clock
  readonly chunker: Chunker
  readonly clockWatch: ClockWatch
  readonly bulk: () => Bulk
  readonly onHead: (head: number) => void
}

interface Row {
  readonly n: number
  readonly digest: string | undefined
  readonly change: Change | null
  readonly skipped: SkippedRow | null
}

type Reached = { -readonly [Part in keyof FeedPosition]: FeedPosition[Part] }

function* changesOf(piece: Iterable<Row>, reached: Reached, skippedToo: SkippedRow[]): Generator<Change> {
  for (const { n, digest, change, skipped } of piece) {
    reached.n = n
    reached.digest = digest
    if (skipped !== null) skippedToo.push(skipped)
    if (change !== null) yield change
  }
}

export function feedOf({ mirror, client, clock, chunker, clockWatch, bulk: startBulk, onHead }: FeedNeeds) {
  let limit = fullPage

  const check = async (rows: readonly unknown[], after: FeedPosition): Promise<Result<readonly Row[], FeedProblem>> => {
    const checked: Row[] = []
    let problem: FeedProblem | null = null
    const isDone = await chunker.each(rows, (piece) => {
      for (const raw of piece) {
        const { n, digest } = numbered.safeParse(raw).data ?? {}
        const row = checkedChange(raw)
        if (n === undefined || !row.ok) {
          problem = { kind: 'notUnderstood', detail: row.ok ? 'a row without its number' : `row ${n}: ${row.problem}` }
        } else if (n !== after.n + checked.length + 1) {
          problem = { kind: 'snapshotNeeded', why: 'gap' }
        } else if (row.value.kind === 'known') {
          checked.push({ n, digest, change: row.value.change, skipped: null })
        } else {
          checked.push({ n, digest, change: null, skipped: { n, entity: row.value.entity } })
        }
        if (problem !== null) return false
      }
      return true
    })
    if (problem !== null) return refused(problem)
    return isDone ? ok(checked) : refused({ kind: 'stopped' })
  }

  const apply = (
    rows: readonly Row[],
    epoch: string,
    bulk: Bulk | null,
    sent: readonly RowDigest[],
  ): Promise<boolean> => {
    let proven = sent
    const take = (piece: Iterable<Row>): boolean => {
      const reached: Reached = { epoch, n: 0 }
      const skipped: SkippedRow[] = []
      mirror.apply(changesOf(piece, reached, skipped), reached, skipped, proven)
      proven = reached.digest === undefined ? [] : [{ n: reached.n, digest: reached.digest }]
      return true
    }
    return chunker.each(rows, take, bulk?.room)
  }

  /** One page; answers whether there may be more. */
  const page = async (after: FeedPosition, bulk: Bulk | null): Promise<Result<'more' | 'head', FeedProblem>> => {
    const sentMs = clock.monotonicMs()
    const history = mirror.history()
    const answer = await client.call({
      method: 'GET',
      path: `/changes?after=${encodeURIComponent(`${after.epoch}:${after.n}`)}&limit=${limit}${knownIn(history, '&')}`,
      priority: 'later',
      maxBytes: limit === 1 ? rowBytes : pageBytes,
      deadlineMs: 20_000,
    })
    if (!answer.ok) {
      const { problem } = answer
      if (isOtherHistory(problem)) return refused({ kind: 'snapshotNeeded', why: 'restored' })
      if (problem.kind !== 'tooLarge' || limit === 1) return refused(problem)
      limit = Math.max(1, Math.floor(limit / 10))
      return ok('more')
    }
    const parsed = reply.safeParse(answer.value)
    if (!parsed.success) return refused({ kind: 'notUnderstood', detail: 'not a page of the feed' })
    const { epoch, head, rows, serverTime } = parsed.data
    clockWatch.note(serverTime, sentMs)
    if (epoch !== after.epoch) return refused({ kind: 'snapshotNeeded', why: 'restored' })
    onHead(head)
    // Numbers that were there before are gone: central is older than this mirror.
    if (head < after.n) return refused({ kind: 'snapshotNeeded', why: 'restored' })
    if (rows.length === 0 && head > after.n) return refused({ kind: 'snapshotNeeded', why: 'gap' })
    const checked = await check(rows, after)
    if (!checked.ok) return checked
    if (!(await apply(checked.value, epoch, bulk, history?.rows ?? []))) return refused({ kind: 'stopped' })
    limit = fullPage
    return ok((checked.value.at(-1)?.n ?? after.n) < head ? 'more' : 'head')
  }

  return {
    /** Fetches until the mirror is at the feed's head. Needs a cursor. From the second page on it is bulk work. */
    async catchUp(): Promise<Result<null, FeedProblem>> {
      let bulk: Bulk | null = null
      try {
        for (;;) {
          const after = mirror.cursor()
          if (after === null) return refused({ kind: 'snapshotNeeded', why: 'gap' })
          const reached = await page(after, bulk)
          if (!reached.ok) return reached
          if (reached.value === 'head') return ok(null)
          bulk ??= startBulk()
        }
      } finally {
        await bulk?.end()
      }
    },
  }
}
