// The worklist as one list: which rows, and where the arrow keys lead. Pure.
import type { WorklistEntry, WorklistSnapshot } from '../../../shared/views/worklist'
import type { Translate } from '../../i18n/messages'
import { type Lane, lanes } from '../../stores/entries'
import { applyFilter, type Filter } from './filter'

export interface ListRow {
  readonly lane: Lane
  readonly entry: WorklistEntry
}

/** All lanes one after the other, each in its own order. */
export const listRows = (worklist: WorklistSnapshot, filter: Filter, t: Translate): readonly ListRow[] =>
  lanes.flatMap((lane) => applyFilter(worklist[lane], filter, t).map((entry) => ({ lane, entry })))

/** The row a key leads to from row `at` of `count`; null for a key that leads nowhere. */
export function rowAfter(key: string, at: number, count: number): number | null {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
