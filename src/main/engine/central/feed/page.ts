// Pages of the feed, as pure decisions: what to ask for, what a page means for the mirror, and whether a row follows the one before.
import { type ChangesPage, changesPage, feedNumber } from '../../../../shared/api/bench'
import type { Change } from '../../../../shared/api/entities'
import { positionText } from '../../../../shared/api/feed-history'
import { ok, type Result, refused } from '../../../../shared/result'
import type { FeedPosition, FollowedHistory, SkippedRow } from '../../store/contract/feed'
import type { CallProblem } from '../connection/call-problem'
import { historyQuery, isOtherHistory } from '../connection/history-proof'
import type { Call } from '../connection/request'
import { checkedChange, skippedRow } from './changes'

/** Why the mirror can't be brought to central's head by this request. */
export type FeedProblem = CallProblem | { readonly kind: 'snapshotNeeded'; readonly why: 'gap' | 'restored' }

/** A page is parsed in one go, in some ms at most; a single row may be a procedure with a thousand vials. */
const pageBytes = 1_000_000
const rowBytes = 32_000_000

export interface PageWanted {
  readonly after: FeedPosition
  readonly limit: number
  readonly history: FollowedHistory | null
  /** The number of the last act that was made here: central dates none of the later ones before this request. */
  readonly made: number
}

export function pageCall({ after, limit, history, made }: PageWanted): Call {
  const position = encodeURIComponent(positionText(after))
  return {
    method: 'GET',
    path: `/changes?after=${position}&limit=${limit}&made=${made}${historyQuery(history, '&')}`,
    priority: 'later',
    maxBytes: limit === 1 ? rowBytes : pageBytes,
    deadlineMs: 20_000,
  }
}

export type AfterNoPage =
  /** The page was too large: fewer rows are asked for. */
  { readonly kind: 'ask'; readonly limit: number } | { readonly kind: 'giveUp'; readonly problem: FeedProblem }

/** What follows when no page came. */
export function afterNoPage(problem: CallProblem, limit: number): AfterNoPage {
  if (isOtherHistory(problem)) return { kind: 'giveUp', problem: { kind: 'snapshotNeeded', why: 'restored' } }
  if (problem.kind !== 'tooLarge' || limit === 1) return { kind: 'giveUp', problem }
  return { kind: 'ask', limit: Math.max(1, Math.floor(limit / 10)) }
}

export function parsedPage(value: unknown): Result<ChangesPage, FeedProblem> {
  const page = changesPage.safeParse(value)
  return page.success ? ok(page.data) : refused({ kind: 'notUnderstood', detail: 'not a page of the feed' })
}

/** Why the mirror can't go on from `after` with this page, its rows aside; null if it can. */
export function pageProblem({ epoch, head, rows }: ChangesPage, after: FeedPosition): FeedProblem | null {
  if (epoch !== after.epoch) return { kind: 'snapshotNeeded', why: 'restored' }
  // Numbers that were there before are gone: central is older than this mirror.
  if (head < after.n) return { kind: 'snapshotNeeded', why: 'restored' }
  if (rows.length === 0 && head > after.n) return { kind: 'snapshotNeeded', why: 'gap' }
  return null
}

/** A row as the mirror stores it: a change, or what was passed over. */
export interface Row {
  readonly n: number
  readonly digest: string | undefined
  readonly at: string | undefined
  readonly change: Change | null
  readonly skipped: SkippedRow | null
}

/** `expected`: the number that comes next. Numbers without a gap are the proof that nothing was skipped. */
export function checkedRow(raw: unknown, expected: number): Result<Row, FeedProblem> {
  const { n, digest, at } = feedNumber.safeParse(raw).data ?? {}
  const row = checkedChange(raw)
  if (n === undefined) return refused({ kind: 'notUnderstood', detail: 'a row without its number' })
  if (!row.ok) return refused({ kind: 'notUnderstood', detail: `row ${n}: ${row.problem}` })
  if (n !== expected) return refused({ kind: 'snapshotNeeded', why: 'gap' })
  return row.value.kind === 'supported'
    ? ok({ n, digest, at, change: row.value.change, skipped: null })
    : ok({ n, digest, at, change: null, skipped: skippedRow(n, row.value) })
}

/** Whether central has more after a page whose rows end with `last`. */
export const isAtHead = (last: Row | undefined, { head }: ChangesPage, after: FeedPosition): boolean =>
  (last?.n ?? after.n) >= head
