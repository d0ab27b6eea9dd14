import { describe, expect, test } from 'vitest'
import { certificateProblem, whyNoAnswer } from '../../../../../../src/main/engine/central/enrolment/probe'
import { type Fingerprint, parseFingerprint } from '../../../../../../src/shared/enrolment/fingerprint'

function key(digit: string): Fingerprint {
  const fingerprint = parseFingerprint(digit.repeat(64))
  if (fingerprint === null) throw new Error('no fingerprint')
  return fingerprint
}

const view = {
  subject: 'c',
  issuer: 'c',
  validFromMs: 100,
  validToMs: 200,
  fingerprint: key('a'),
  vouchedBy: 'own',
} as const
const seen = { view, isOfHost: true, names: 'c.example' }

describe('what speaks against a certificate', () => {
  test.each([
    ['nothing', seen, null, 150, null],
    ['nothing, on its first and last moment', seen, key('a'), 100, null],
    ['its time has not come', seen, null, 99, { kind: 'certificateOutOfDate', validFromMs: 100, validToMs: 200 }],
    ['its time is over', seen, key('a'), 201, { kind: 'certificateOutOfDate', validFromMs: 100, validToMs: 200 }],
    [
      'it names another host',
      { ...seen, isOfHost: false },
      null,
      150,
      { kind: 'certificateOfOther', host: 'host', names: 'c.example' },
    ],
    [
      'it has another key than the one that is expected, whatever else',
      { ...seen, isOfHost: false },
      key('b'),
      999,
      { kind: 'otherFingerprint', expected: key('b'), seen: key('a') },
    ],
  ] as const)('%s', (_name, certificate, expected, nowMs, problem) => {
    expect(certificateProblem(certificate, 'host', expected, nowMs)).toEqual(problem)
  })
})

test.each([
  ['ENOTFOUND', 'noSuchHost'],
  ['EAI_AGAIN', 'noSuchHost'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'noTls'],
  ['ECONNREFUSED', 'unreachable'],
] as const)('%s is %s', (code, kind) => {
  expect(whyNoAnswer({ kind: 'unreachable', detail: '', code })).toEqual({ kind })
})
