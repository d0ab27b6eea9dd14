// What a bench says about central's history in each request, so that it notices a central that was restored from a backup. The wire calls
// it `known`.
import type { benchErrors } from '../../../../shared/api/bench'
import { historyText } from '../../../../shared/api/feed-history'
import type { FollowedHistory } from '../../store/bench-store'
import type { CallProblem } from './call-problem'

const epochChanged: keyof typeof benchErrors = 'EPOCH_CHANGED'

/** Central's history is not the one that this bench has followed, by name or by content: central was restored from a backup. */
export const isOtherHistory = (problem: CallProblem): boolean =>
  problem.kind === 'refused' && problem.error.code === epochChanged

/** What central compares with its own history: the furthest rows that were heard of, or the cursor where there is none. */
export const historyProof = ({ epoch, n, rows }: FollowedHistory): string =>
  historyText({ epoch, rows: rows.length === 0 ? [{ n }] : rows })

/** As a part of a query; nothing where there is no history, as for the first snapshot. */
export const historyQuery = (history: FollowedHistory | null, before: '?' | '&'): string =>
  history === null ? '' : `${before}known=${encodeURIComponent(historyProof(history))}`
