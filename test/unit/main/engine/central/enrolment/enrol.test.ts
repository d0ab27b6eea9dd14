import { describe, expect, test } from 'vitest'
import { isTrusted, whyNotEnrolled } from '../../../../../../src/main/engine/central/enrolment/enrol'
import type { CertificateView, EnrolmentRefusal, Transport } from '../../../../../../src/shared/enrolment/central'
import { parseFingerprint } from '../../../../../../src/shared/enrolment/fingerprint'
import { eachProblem } from '../support'

const fingerprint = parseFingerprint('a'.repeat(64))
if (fingerprint === null) throw new Error('no fingerprint')
const certificate = { subject: 'c', issuer: 'c', validFromMs: 0, validToMs: 1, fingerprint }
const tls = (vouchedBy: CertificateView['vouchedBy'], isExpected: boolean): Transport => ({
  kind: 'tls',
  certificate: { ...certificate, vouchedBy },
  isExpected,
})

describe('a central that a code may be given to', () => {
  test.each<[Transport, boolean]>([
    [{ kind: 'here' }, true],
    [{ kind: 'open' }, true],
    [tls('authority', false), true],
    [tls('own', false), false],
    [tls('other', false), false],
    [tls('authority', true), true],
    [tls('own', true), true],
    [tls('other', true), true],
  ])('%j: %s', (transport, expected) => {
    expect(isTrusted({ url: 'https://c', transport })).toBe(expected)
  })
})

describe('why a code was not taken', () => {
  test.each(
    eachProblem<EnrolmentRefusal>({
      unreachable: { kind: 'unreachable' },
      otherKey: { kind: 'unreachable' },
      revoked: { kind: 'codeUnknown' },
      overBudget: { kind: 'busy', retryAfterMs: 7_000 },
      overBudgetNoTime: { kind: 'busy', retryAfterMs: 60_000 },
      unavailable: { kind: 'busy', retryAfterMs: 7_000 },
      unavailableNoTime: { kind: 'busy', retryAfterMs: 60_000 },
      failed: { kind: 'unreachable' },
      badRequest: { kind: 'codeUnknown' },
      notFound: { kind: 'codeUnknown' },
      otherHistory: { kind: 'codeUnknown' },
      notUnderstood: { kind: 'notCentral' },
      tooLarge: { kind: 'notCentral' },
      stopped: { kind: 'unreachable' },
    }),
  )('%s', (_name, problem, expected) => {
    expect(whyNotEnrolled(problem)).toEqual(expected)
  })

  test.each([
    ['used', 'codeUsed'],
    ['expired', 'codeExpired'],
    ['unknown', 'codeUnknown'],
    ['something new', 'codeUnknown'],
  ] as const)('%s', (reason, kind) => {
    expect(whyNotEnrolled({ kind: 'revoked', reason })).toEqual({ kind })
  })
})
