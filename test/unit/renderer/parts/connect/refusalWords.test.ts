import { beforeAll, describe, expect, it } from 'vitest'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { refusalWords } from '../../../../../src/renderer/parts/connect/refusalWords'
import type { EnrolmentRefusal } from '../../../../../src/shared/enrolment/central'
import { type Fingerprint, parseFingerprint } from '../../../../../src/shared/enrolment/fingerprint'

function keyOf(digit: string): Fingerprint {
  const key = parseFingerprint(digit.repeat(64))
  if (key === null) throw new Error('no key')
  return key
}

/** One of each kind; a new one must be added here to compile. */
const samples: { readonly [Kind in EnrolmentRefusal['kind']]: EnrolmentRefusal } = {
  codeUnknown: { kind: 'codeUnknown' },
  codeUsed: { kind: 'codeUsed' },
  codeExpired: { kind: 'codeExpired' },
  unreachable: { kind: 'unreachable' },
  noSuchHost: { kind: 'noSuchHost' },
  notCentral: { kind: 'notCentral' },
  noTls: { kind: 'noTls' },
  busy: { kind: 'busy', retryAfterMs: 42_000 },
  clockWrong: { kind: 'clockWrong', benchMs: Date.UTC(2026, 2, 3, 10), centralMs: Date.UTC(2026, 2, 4, 11) },
  certificateOutOfDate: { kind: 'certificateOutOfDate', validFromMs: 0, validToMs: Date.UTC(2026, 2, 3) },
  certificateOfOther: { kind: 'certificateOfOther', host: 'a.example', names: 'b.example' },
  certificateUnknown: { kind: 'certificateUnknown' },
  formerKept: { kind: 'formerKept', why: 'full', detail: 'no space left on device' },
  notKept: { kind: 'notKept', why: 'full', detail: 'no space left on device' },
  otherFingerprint: { kind: 'otherFingerprint', expected: keyOf('a'), seen: keyOf('b') },
}

describe.each(['en', 'de'] as const)('a refused enrolment, %s', (language) => {
  beforeAll(() => startI18n(language))
  const t = (key: MessageKey, values?: MessageValues) => i18n.getFixedT(language)(key, { ...values })

  it.each(Object.values(samples))('$kind says why, and what to do next', (refusal) => {
    const words = refusalWords(refusal, 'https://c.example', t, formatFor(language))
    for (const text of [words.what, words.next]) {
      expect(text).not.toMatch(/[{}]|enrolment\.|undefined|Invalid/)
      expect(text.trim()).not.toBe('')
    }
  })

  it('names both clocks', () => {
    const format = formatFor(language)
    const { what } = refusalWords(samples.clockWrong, '', t, format)
    expect(what).toContain(format.moment(Date.UTC(2026, 2, 3, 10)))
    expect(what).toContain(format.moment(Date.UTC(2026, 2, 4, 11)))
  })
})
