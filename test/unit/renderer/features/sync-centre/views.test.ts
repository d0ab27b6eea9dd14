import { beforeAll, describe, expect, it } from 'vitest'
import { budgetMarks, clockView, feedText } from '../../../../../src/renderer/features/sync-centre/figuresView'
import { linkView } from '../../../../../src/renderer/features/sync-centre/linkView'
import { waitingView } from '../../../../../src/renderer/features/sync-centre/waitingView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { linkText, linkTone } from '../../../../../src/renderer/parts/centralLink'
import type { CentralLink } from '../../../../../src/shared/model/central-link'
import { intentId } from '../../../../../src/shared/model/ids'
import type { SyncSnapshot, WaitingFor } from '../../../../../src/shared/model/sync'
import { aWaitingAct } from '../../../../support/builders/sync'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const format = formatFor('en-GB')
const morning = new Date(2026, 2, 3, 9, 12).getTime()
const evening = morning + 8 * 3_600_000
const nextDay = morning + 24 * 3_600_000

const links: { readonly [Kind in CentralLink['kind']]: Extract<CentralLink, { kind: Kind }> } = {
  notEnrolled: { kind: 'notEnrolled' },
  enrolling: { kind: 'enrolling' },
  enrolmentRefused: { kind: 'enrolmentRefused', why: { kind: 'codeUnknown' }, url: 'https://x' },
  firstSync: { kind: 'firstSync', received: 1, total: 2 },
  online: { kind: 'online', lastContactMs: morning },
  offline: { kind: 'offline', sinceMs: morning, nextAttemptMs: null },
  offlineOnPurpose: { kind: 'offlineOnPurpose', sinceMs: morning },
  revoked: { kind: 'revoked' },
}

beforeAll(() => startI18n('en'))

describe('the picture of bench and central', () => {
  it.each([
    ['online', 'whole', 'ask'],
    ['offline', 'cut', 'retry'],
    ['offlineOnPurpose', 'held', 'goOnline'],
    ['firstSync', 'moving', null],
    ['enrolling', 'moving', null],
    ['notEnrolled', 'none', 'enrol'],
    ['enrolmentRefused', 'none', 'enrol'],
    ['revoked', 'none', 'enrol'],
  ] as const)('%s: the line is %s, and the one thing to do is %s', (kind, line, action) => {
    const view = linkView(links[kind], evening, t, format)
    expect(view).toMatchObject({ line, action })
    for (const text of [view.title, view.text]) expect(text).not.toMatch(/^$|[{}]|sync\.|undefined/)
  })

  it('is calm about being offline, on purpose or not', () => {
    expect(linkTone(links.offline)).toBe('neutral')
    expect(linkTone(links.offlineOnPurpose)).toBe('neutral')
  })

  it('says since when, with the date once the day is over', () => {
    expect(linkText(links.offline, t, format, evening)).toBe('Central: offline since 09:12')
    expect(linkText(links.offline, t, format, nextDay)).toBe('Central: offline since 3 Mar, 09:12')
    expect(linkView(links.offlineOnPurpose, nextDay, t, format).title).toContain('3 Mar, 09:12')
  })
})

describe('why an act waits', () => {
  const of = (waitingFor: WaitingFor, link: CentralLink = links.offline, attempts = 3) =>
    waitingView(aWaitingAct({ waitingFor, attempts }), link, t, format)

  it.each([
    [{ kind: 'sending' }, 'Being sent to central'],
    [{ kind: 'itsTurn' }, 'Goes out with the next request'],
    [{ kind: 'central' }, 'Waiting for the network'],
    [{ kind: 'earlier', intentId: intentId('x') }, 'Waiting for an earlier entry for the same procedure'],
  ] as const)('%j', (waitingFor, why) => {
    expect(of(waitingFor)).toEqual({ why, againAtMs: null, detail: null })
  })

  it('does not blame the network when somebody works offline on purpose', () => {
    expect(of({ kind: 'central' }, links.offlineOnPurpose).why).toBe('Waiting until you go back online')
  })

  it('counts down to the next attempt, and tells what central said', () => {
    const problem = { kind: 'notAccepted', status: 503 }
    expect(of({ kind: 'nextAttempt', atMs: 77, problem })).toEqual({
      why: 'Tried 3 times, next attempt:',
      againAtMs: 77,
      detail: 'Central did not accept it (503).',
    })
    expect(of({ kind: 'nextAttempt', atMs: 77, problem: null }, links.online, 1).why).toBe('Tried once, next attempt:')
  })
})

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
