import { describe, expect, it } from 'vitest'
import { addressGiven, received } from '../../../../../../src/main/engine/features/setup/invitation'
import { invitationOf } from '../../../../../../src/main/shell/invitations'
import type { Invitation } from '../../../../../../src/shared/enrolment/central'
import type { CentralLink } from '../../../../../../src/shared/views/central-link'

const offered: Invitation = { kind: 'offered', central: 'https://c', code: 'ABCD', fingerprint: null }

describe('a link that somebody has followed', () => {
  it.each<[CentralLink, 'demo' | 'bench', boolean]>([
    [{ kind: 'notEnrolled' }, 'bench', true],
    [{ kind: 'notEnrolled' }, 'demo', true],
    [{ kind: 'enrolmentRefused', why: { kind: 'codeUsed' }, url: 'https://c' }, 'bench', true],
    [{ kind: 'revoked' }, 'bench', true],
    [{ kind: 'keysLost' }, 'bench', true],
    [{ kind: 'keyStoreLocked', sinceMs: 1 }, 'bench', true],
    [{ kind: 'enrolling' }, 'bench', false],
    [{ kind: 'firstSync', received: 1, total: 2 }, 'bench', false],
    [{ kind: 'online', lastContactMs: 1 }, 'bench', false],
    [{ kind: 'online', lastContactMs: 1 }, 'demo', true],
    [{ kind: 'offline', sinceMs: 1, nextAttemptMs: null }, 'bench', false],
    [{ kind: 'offline', sinceMs: 1, nextAttemptMs: null, certificate: { kind: 'unknown' } }, 'bench', true],
    [{ kind: 'offlineOnPurpose', sinceMs: 1 }, 'bench', false],
  ])('at a bench that is %j (%s) is offered to it: %s', (link, mode, isOffered) => {
    expect(received(offered, mode, link)).toEqual(isOffered ? offered : { kind: 'enrolledAlready' })
  })

  it('has an address laid down with it, where only the code is missing', () => {
    expect(addressGiven({ url: 'https://c', code: null })).toEqual({ ...offered, code: '' })
    expect(addressGiven({ url: 'https://c', code: 'ABCD' })).toBeNull()
    expect(addressGiven(null)).toBeNull()
  })

  it('is said to be unusable wherever it comes', () => {
    const unusable = invitationOf('cryobench://enrol?code=X')
    expect(unusable).toEqual({ kind: 'unusable', why: 'badCentral' })
    expect(received(unusable, 'bench', { kind: 'online', lastContactMs: 1 })).toBe(unusable)
  })
})
