import { describe, expect, test } from 'vitest'
import { type LinkEvent, linkAfter } from '../../../../../../src/main/engine/central/connection/link'
import type { CentralLink } from '../../../../../../src/shared/views/central-link'

const links = {
  notEnrolled: { kind: 'notEnrolled' },
  enrolling: { kind: 'enrolling' },
  refused: { kind: 'enrolmentRefused', why: { kind: 'codeUnknown' }, url: 'http://c' },
  firstSync: { kind: 'firstSync', received: 5, total: 10 },
  online: { kind: 'online', lastContactMs: 1 },
  offline: { kind: 'offline', sinceMs: 2, nextAttemptMs: 3 },
  doubted: { kind: 'offline', sinceMs: 2, nextAttemptMs: 3, certificate: { kind: 'unknown' } },
  revoked: { kind: 'revoked' },
  onPurpose: { kind: 'offlineOnPurpose', sinceMs: 4 },
  locked: { kind: 'keyStoreLocked', sinceMs: 6 },
} as const satisfies Record<string, CentralLink>

const events = {
  contact: { kind: 'contact', atMs: 50 },
  caughtUp: { kind: 'caughtUp', atMs: 50 },
  lost: { kind: 'lost', atMs: 50, nextAttemptMs: 60 },
  doubted: { kind: 'lost', atMs: 50, nextAttemptMs: 60, certificate: { kind: 'unknown' } },
  revoked: { kind: 'revoked' },
  snapshot: { kind: 'snapshot', received: 7, total: 9 },
  enrolling: { kind: 'enrolling' },
  onPurpose: { kind: 'offlineOnPurpose', sinceMs: 50 },
  locked: { kind: 'keyStoreLocked', atMs: 50 },
  keysLost: { kind: 'keysLost' },
} as const satisfies Record<string, LinkEvent>

const online = { kind: 'online', lastContactMs: 50 }
const offline = { kind: 'offline', sinceMs: 50, nextAttemptMs: 60 }

describe('the link', () => {
  test.each([
    ['online', { kind: 'online', lastContactMs: -999 }],
    ['doubted', { ...links.doubted, sinceMs: -998, nextAttemptMs: -997 }],
    ['onPurpose', { kind: 'offlineOnPurpose', sinceMs: -996 }],
    ['locked', { kind: 'keyStoreLocked', sinceMs: -994 }],
    ['firstSync', links.firstSync],
    ['revoked', links.revoked],
  ] as const)('%s lasts as long as it has, when the clock is set', (name, after) => {
    expect(linkAfter(links[name], { kind: 'clockSet', byMs: -1000 })).toEqual(after)
  })

  test.each<[keyof typeof links, keyof typeof events, object | 'same']>([
    ['online', 'contact', online],
    ['offline', 'contact', 'same'],
    ['firstSync', 'contact', 'same'],
    ['revoked', 'contact', 'same'],
    ['refused', 'contact', 'same'],
    ['notEnrolled', 'contact', 'same'],
    ['online', 'lost', offline],
    ['firstSync', 'lost', offline],
    ['offline', 'lost', { kind: 'offline', sinceMs: 2, nextAttemptMs: 60 }],
    ['online', 'doubted', { ...offline, certificate: { kind: 'unknown' } }],
    ['offline', 'doubted', { ...offline, sinceMs: 2, certificate: { kind: 'unknown' } }],
    ['doubted', 'lost', { ...offline, sinceMs: 2 }],
    ['revoked', 'lost', 'same'],
    ['enrolling', 'lost', 'same'],
    ['refused', 'lost', 'same'],
    ['offline', 'caughtUp', online],
    ['firstSync', 'caughtUp', online],
    ['refused', 'caughtUp', online],
    ['online', 'revoked', { kind: 'revoked' }],
    ['offline', 'revoked', { kind: 'revoked' }],
    ['offline', 'snapshot', { kind: 'firstSync', received: 7, total: 9 }],
    ['online', 'enrolling', { kind: 'enrolling' }],
    ['online', 'onPurpose', { kind: 'offlineOnPurpose', sinceMs: 50 }],
    ['firstSync', 'onPurpose', { kind: 'offlineOnPurpose', sinceMs: 50 }],
    ['onPurpose', 'lost', 'same'],
    ['onPurpose', 'contact', 'same'],
    ['offline', 'locked', { kind: 'keyStoreLocked', sinceMs: 50 }],
    ['locked', 'locked', 'same'],
    ['locked', 'lost', 'same'],
    ['locked', 'keysLost', { kind: 'keysLost' }],
    ['locked', 'caughtUp', online],
  ])('%s, %s', (from, event, to) => {
    const after = linkAfter(links[from], events[event])
    if (to === 'same') expect(after).toBe(links[from])
    else expect(after).toEqual(to)
  })

  test('an enrolment begins with the first sync, or with what the mirror has', () => {
    expect(linkAfter(links.enrolling, { kind: 'enrolled', hasMirror: false, atMs: 9 })).toEqual({
      kind: 'firstSync',
      received: 0,
      total: null,
    })
    expect(linkAfter(links.notEnrolled, { kind: 'enrolled', hasMirror: true, atMs: 9 })).toEqual({
      kind: 'offline',
      sinceMs: 9,
      nextAttemptMs: 9,
    })
  })

  test('a first sync that an earlier run began counts on', () => {
    const snapshot = { received: 7, total: 9 }
    expect(linkAfter(links.notEnrolled, { kind: 'enrolled', hasMirror: false, atMs: 9, snapshot })).toEqual({
      kind: 'firstSync',
      ...snapshot,
    })
  })
})
