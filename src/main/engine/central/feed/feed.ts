// Follows central's numbered feed from the mirror's cursor to its head.
import { fullPage } from '../../../../shared/api/bench'
import type { Change } from '../../../../shared/api/entities'
import type { Clock } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type { Bulk } from '../../store/bulk'
import type { FeedPosition, MirrorForSync, RowDigest, SkippedRow } from '../../store/contract/feed'
import type { OutboxForSync } from '../../store/contract/outbox'
import type { Client } from '../connection/client'
import type { ClockWatch } from '../connection/clock-watch'
import type { Chunker } from './chunks'
import {
  afterNoPage,
  checkedRow,
  type FeedProblem,
  isAtHead,
  pageCall,
  pageProblem,
  parsedPage,
  type Row,
} from './page'

export interface FeedNeeds {
  readonly mirror: MirrorForSync
  readonly outbox: Pick<OutboxForSync, 'made'>
  readonly client: Client
  readonly clock: Clock
  readonly chunker: Chunker
  readonly clockWatch: ClockWatch
  readonly bulk: () => Bulk
  readonly onHead: (head: number) => void
}

export interface Feed {
  /** Fetches until the mirror is at the feed's head. Needs a cursor. From the second page on it is bulk work. */
  catchUp(): Promise<Result<null, FeedProblem>>
}

export function feedOf(needs: FeedNeeds): Feed {
  const { mirror, outbox, client, clock, chunker, clockWatch, onHead } = needs
  let limit = fullPage

  /** One page; answers whether there may be more. */
  const page = async (after: FeedPosition, bulk: Bulk | null): Promise<Result<'more' | 'head', FeedProblem>> => {
    const sentMs = clock.monotonicMs()
    const history = mirror.history()
    const answer = await client.call(pageCall({ after, limit, history, made: outbox.made() }))
    if (!answer.ok) {
      const next = afterNoPage(answer.problem, limit)
      if (next.kind === 'giveUp') return refused(next.problem)
      limit = next.limit
      return ok('more')
    }
    const parsed = parsedPage(answer.value)
    if (!parsed.ok) return parsed
    clockWatch.note(parsed.value.serverTime, sentMs)
    if (parsed.value.epoch === after.epoch) onHead(parsed.value.head)
    const problem = pageProblem(parsed.value, after)
    if (problem !== null) return refused(problem)
    const checked = await checkRows(chunker, parsed.value.rows, after)
    if (!checked.ok) return checked
    const isApplied = await applyRows(needs, checked.value, after.epoch, bulk, history?.rows ?? [])
    if (!isApplied) return refused({ kind: 'stopped' })
    limit = fullPage
    return ok(isAtHead(checked.value.at(-1), parsed.value, after) ? 'head' : 'more')
  }

  return { catchUp: () => catchUp(needs, page) }
}

async function catchUp(
  { mirror, bulk: startBulk }: FeedNeeds,
  page: (after: FeedPosition, bulk: Bulk | null) => Promise<Result<'more' | 'head', FeedProblem>>,
): Promise<Result<null, FeedProblem>> {
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
}

async function checkRows(
  chunker: Chunker,
  rows: readonly unknown[],
  after: FeedPosition,
): Promise<Result<readonly Row[], FeedProblem>> {
  const checked: Row[] = []
  let problem: FeedProblem | null = null
  const isDone = await chunker.each(rows, (piece) => {
    for (const raw of piece) {
      const row = checkedRow(raw, after.n + checked.length + 1)
      if (!row.ok) {
        problem = row.problem
        return false
      }
      checked.push(row.value)
    }
    return true
  })
  if (problem !== null) return refused(problem)
  return isDone ? ok(checked) : refused({ kind: 'stopped' })
}

/** Rows and cursor are one transaction a piece. `sent`: the rows of central's history that the request had named. False if it was stopped. */
function applyRows(
  { mirror, chunker }: FeedNeeds,
  rows: readonly Row[],
  epoch: string,
  bulk: Bulk | null,
  sent: readonly RowDigest[],
): Promise<boolean> {
  let proven = sent
  const apply = (piece: Iterable<Row>): boolean => {
    const reached: Reached = { epoch, n: 0 }
    const skipped: SkippedRow[] = []
    mirror.apply(changesOf(piece, reached, skipped), reached, skipped, proven)
    proven = reached.digest === undefined ? [] : [{ n: reached.n, digest: reached.digest }]
    return true
  }
  return chunker.each(rows, apply, bulk?.room)
}

type Reached = { -readonly [Part in keyof FeedPosition]: FeedPosition[Part] }

function* changesOf(piece: Iterable<Row>, reached: Reached, skippedToo: SkippedRow[]): Generator<Change> {
  for (const { n, digest, at, change, skipped } of piece) {
    reached.n = n
    reached.digest = digest
    reached.at = at
    if (skipped !== null) skippedToo.push(skipped)
    if (change !== null) yield change
  }
}
