import { describe, expect, it } from 'vitest'
import { checkEnrolment } from '../../../../../src/renderer/features/enrolment/checkEnrolment'
import { needsEnrolment } from '../../../../../src/renderer/features/enrolment/needsEnrolment'
import type { CentralLink } from '../../../../../src/shared/ipc/snapshots'

describe('the enrolment screen', () => {
  it.each<[CentralLink, boolean]>([
    [{ kind: 'notEnrolled' }, true],
    [{ kind: 'enrolling' }, true],
    [{ kind: 'enrolmentRefused', why: 'codeUnknown', url: 'https://x' }, true],
    [{ kind: 'firstSync', received: 1, total: null }, true],
    [{ kind: 'online', lastContactMs: 1 }, false],
    [{ kind: 'offline', sinceMs: 1, nextAttemptMs: null }, false],
    [{ kind: 'revoked' }, false],
  ])('with %j covers the work: %s', (link, expected) => {
    expect(needsEnrolment({ mode: 'bench', link })).toBe(expected)
  })

  it.each([
    ['https://central.example.org', 'ABCD-1234', null, null],
    ['central.example.org', 'ABCD-1234', 'enrolment.invalidUrl', null],
    ['file:///etc/passwd', 'abc', 'enrolment.invalidUrl', 'enrolment.invalidCode'],
    ['http://', '    ', 'enrolment.invalidUrl', 'enrolment.invalidCode'],
  ])('checks %s and %s', (url, code, wrongUrl, wrongCode) => {
    expect(checkEnrolment({ url, code })).toEqual({ url: wrongUrl, code: wrongCode })
  })
})
