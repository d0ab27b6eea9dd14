import { beforeAll, describe, expect, it } from 'vitest'
import { linkView } from '../../../../../src/renderer/features/sync-centre/linkView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { linkText, linkTone } from '../../../../../src/renderer/parts/centralLink'
import type { CentralLink } from '../../../../../src/shared/views/central-link'

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
