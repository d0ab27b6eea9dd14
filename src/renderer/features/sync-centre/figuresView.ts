// The figures beside the list, in words: pure.
import { assertNever } from '../../../shared/assert-never'
import type { SyncSnapshot } from '../../../shared/views/sync'
import type { Format } from '../../i18n/format'
import type { Translate } from '../../i18n/messages'
import type { Tone } from '../../ui/tone'

export interface Told {
  readonly tone: Tone
  readonly title: string
  /** What it means and what to do; null where nothing is to be done. */
  readonly text: string | null
}

/** Where the bench's clock stands beside central's, what that means, and what to do. */
export function clockView({ offsetMs, verdict }: SyncSnapshot['clock'], t: Translate, format: Format): Told {
  const off = offsetMs ?? 0
  const values = { age: format.age(Math.abs(off)), way: off < 0 ? 'behind' : 'ahead' }
  switch (verdict) {
    case 'unknown':
      return { tone: 'neutral', title: t('central.unknown'), text: null }
    case 'right':
      return {
        tone: 'accepted',
        title: t(Math.abs(off) < 1_000 ? 'sync.clock.exact' : 'sync.clock.right', values),
        text: null,
      }
    case 'off':
      return { tone: 'attention', title: t('sync.clock.away', values), text: t('sync.clock.off.text') }
    case 'wrong':
      return { tone: 'attention', title: t('sync.clock.away', values), text: t('sync.clock.wrong.text') }
    default:
      return assertNever(verdict)
  }
}

/** How far this bench has followed central's numbered changes. */
export function feedText({ position, head }: SyncSnapshot['feed'], t: Translate): string {
  if (position === null) return t('central.unknown')
  if (head === null || head <= position) return t('sync.feed.atHead', { position })
  return t('sync.feed.behind', { position, head, count: head - position })
}

/** A mark for each request reads well up to here; more are one bar. */
const mostMarks = 120

/** The budget as marks: how many there are, and how many are used; null where there are too many to draw. */
export const budgetMarks = ({ used, perMinute }: SyncSnapshot['budget']): { used: number; all: number } | null =>
  perMinute > mostMarks ? null : { used: Math.min(used, perMinute), all: perMinute }
