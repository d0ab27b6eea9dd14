import { beforeAll, describe, expect, it } from 'vitest'
import { linkView } from '../../../../../src/renderer/features/sync-centre/linkView'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import { linkText, linkTone, offlineSince } from '../../../../../src/renderer/parts/centralLink'
import { format, links, morning, t } from './support'

const evening = morning + 8 * 3_600_000
const nextDay = morning + 24 * 3_600_000

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
    ['keyStoreLocked', 'held', 'retry'],
    ['keysLost', 'none', 'enrol'],
    ['revoked', 'none', 'enrol'],
  ] as const)('%s: the line is %s, and the one thing to do is %s', (kind, line, action) => {
    const view = linkView(links[kind], evening, t, format)
    expect(view).toMatchObject({ line, action })
    for (const text of [view.title, view.text]) expect(text).not.toMatch(/^$|[{}]|sync\.|undefined/)
  })

  it('calls only what saves the work here offline: a bench without its keys can save none', () => {
    expect([links.offline, links.offlineOnPurpose].map(offlineSince)).toEqual([morning, morning])
    expect([links.keyStoreLocked, links.keysLost, links.revoked].map(offlineSince)).toEqual([null, null, null])
  })

  it('is calm about being offline, on purpose or not', () => {
    expect(linkTone(links.offline)).toBe('neutral')
    expect(linkTone(links.offlineOnPurpose)).toBe('neutral')
  })

  it('blames central for no key that this computer does not give', () => {
    for (const kind of ['keyStoreLocked', 'keysLost'] as const) {
      const { title, text } = linkView(links[kind], evening, t, format)
      expect(`${title} ${text}`).not.toMatch(/removed|no longer knows/)
    }
    expect(linkText(links.keyStoreLocked, t, format, evening)).toBe('Central: key store locked since 09:12')
    expect(linkView(links.keyStoreLocked, evening, t, format).text).toMatch(/continues by itself/)
  })

  it('says since when, with the date once the day is over', () => {
    expect(linkText(links.offline, t, format, evening)).toBe('Central: offline since 09:12')
    expect(linkText(links.offline, t, format, nextDay)).toBe('Central: offline since 3 Mar, 09:12')
    expect(linkView(links.offlineOnPurpose, nextDay, t, format).title).toContain('3 Mar, 09:12')
  })
})
