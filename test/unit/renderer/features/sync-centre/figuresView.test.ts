import { beforeAll, describe, expect, it } from 'vitest'
import { budgetMarks, clockView, feedText } from '../../../../../src/renderer/features/sync-centre/figuresView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { SyncSnapshot } from '../../../../../src/shared/views/sync'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const format = formatFor('en-GB')

beforeAll(() => startI18n('en'))

describe('the figures', () => {
  it.each<[SyncSnapshot['clock'], string, string, RegExp | null]>([
    [{ offsetMs: null, verdict: 'unknown' }, 'neutral', 'not known yet', null],
    [{ offsetMs: 230, verdict: 'right' }, 'accepted', 'Matches central to the second', null],
    [{ offsetMs: -12_000, verdict: 'right' }, 'accepted', 'Within 12 secs of central', null],
    [{ offsetMs: 42_000, verdict: 'off' }, 'attention', '42 secs ahead of central', /Ask IT.*carry on working/],
    [{ offsetMs: -420_000, verdict: 'wrong' }, 'attention', '7 mins behind central', /can.t be approved.*Ask IT/],
  ])('clock %j', (clock, tone, title, text) => {
    const view = clockView(clock, t, format)
    expect(view).toMatchObject({ tone, title })
    if (text === null) expect(view.text).toBeNull()
    else expect(view.text).toMatch(text)
  })

  it.each<[SyncSnapshot['feed'], string]>([
    [{ position: null, head: null }, 'not known yet'],
    [{ position: 500, head: null }, 'All received, up to number 500'],
    [{ position: 500, head: 500 }, 'All received, up to number 500'],
    [{ position: 500, head: 2500 }, '2,000 still to come: number 500 of 2,500'],
  ])('feed %j', (feed, text) => {
    expect(feedText(feed, t)).toBe(text)
  })

  it.each([
    [
      { used: 17, perMinute: 60 },
      { used: 17, all: 60 },
    ],
    [
      { used: 61, perMinute: 60 },
      { used: 60, all: 60 },
    ],
    [{ used: 3, perMinute: 6000 }, null],
  ])('draws the budget %j as %j marks', (budget, marks) => {
    expect(budgetMarks(budget)).toEqual(marks)
  })
})
