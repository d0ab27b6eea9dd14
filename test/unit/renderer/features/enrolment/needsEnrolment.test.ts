import { describe, expect, it } from 'vitest'
import { needsEnrolment } from '../../../../../src/renderer/features/enrolment/needsEnrolment'
import type { CentralLink } from '../../../../../src/shared/views/central-link'

describe('the enrolment screen', () => {
  it.each<[CentralLink, boolean | null, boolean]>([
    [{ kind: 'notEnrolled' }, false, true],
    [{ kind: 'enrolling' }, false, true],
    [{ kind: 'enrolmentRefused', why: { kind: 'codeUnknown' }, url: 'https://x' }, false, true],
    [{ kind: 'firstSync', received: 1, total: null }, false, true],
    [{ kind: 'firstSync', received: 1, total: null }, null, true],
    // All is fetched once more: the work goes on meanwhile.
    [{ kind: 'firstSync', received: 1, total: null }, true, false],
    [{ kind: 'online', lastContactMs: 1 }, true, false],
    [{ kind: 'offline', sinceMs: 1, nextAttemptMs: null }, true, false],
    [{ kind: 'offline', sinceMs: 1, nextAttemptMs: null }, null, false],
    // Cut before all was there: an empty worklist would be a lie.
    [{ kind: 'offline', sinceMs: 1, nextAttemptMs: null }, false, true],
    [{ kind: 'offlineOnPurpose', sinceMs: 1 }, true, false],
    [{ kind: 'offlineOnPurpose', sinceMs: 1 }, false, true],
    [{ kind: 'revoked' }, true, false],
    [{ kind: 'keysLost' }, true, false],
    [{ kind: 'keyStoreLocked', sinceMs: 1 }, true, false],
    [{ kind: 'keyStoreLocked', sinceMs: 1 }, false, false],
  ])('with %j and data: %s covers the work: %s', (link, hasData, expected) => {
    expect(needsEnrolment({ mode: 'bench', link }, hasData)).toBe(expected)
  })
})
