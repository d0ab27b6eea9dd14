// Which waiting entries may be sent now. Entries of one aggregate keep their order; aggregates wait for each other only where one needs
// what another makes or frees. Pure.
import type { HeldBack } from './dependence'

export interface WaitingRow {
  readonly position: number
  readonly aggregate: string
  readonly state: 'queued' | 'sending'
  readonly next_attempt_ms: number | null
}

/** No back-off is as long: a time further ahead comes from a clock that has been set back since. */
const longestWaitMs = 15 * 60_000

const isLater = ({ next_attempt_ms: atMs }: WaitingRow, nowMs: number): boolean =>
  atMs !== null && atMs > nowMs && atMs <= nowMs + longestWaitMs

/** Positions, at most `limit`. `rows`: all that wait, in the order of their positions. */
export function dueAmong(
  rows: Iterable<WaitingRow>,
  held: HeldBack,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): readonly number[] {
  const positions: number[] = []
  for (const row of rows) {
    if (held.has(row.aggregate)) continue
    if (row.state === 'sending' || isLater(row, nowMs) || held.isNeededAt(row.position)) held.add(row.aggregate)
    else if (positions.push(row.position) === limit) break
  }
  return positions
}

/** When the first of those that wait for a time may be sent, epoch milliseconds; null if none does. */
export function nextAttemptAmong(rows: Iterable<WaitingRow>, nowMs: number): number | null {
  let next: number | null = null
  for (const row of rows) {
    if (row.next_attempt_ms === null || !isLater(row, nowMs)) continue
    next = Math.min(next ?? row.next_attempt_ms, row.next_attempt_ms)
  }
  return next
}
