import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFingerprint } from '../../../../src/shared/enrolment/fingerprint'
import {
  enrolmentLinkOf,
  isCode,
  linkAmong,
  longestLink,
  parseCentralAddress,
  parseEnrolmentLink,
} from '../../../../src/shared/enrolment/link'

const key = 'a1'.repeat(32)
const central = 'https%3A%2F%2Fcentral.clinic.example'

describe('an enrolment link', () => {
  it.each([
    [`cryobench://enrol?central=${central}&code=7KQ2-M9XD-04TB`, null],
    [`  CryoBench://Enrol/?code=7KQ2-M9XD-04TB&central=${central}\n`, null],
    [`cryobench://enrol?central=${central}%2F&code=7KQ2-M9XD-04TB&fingerprint=${key.toUpperCase()}`, key],
    [`cryobench://enrol?central=${central}&code=7KQ2-M9XD-04TB&fingerprint=${key.replace(/..(?=.)/g, '$&%3A')}`, key],
  ])('is read from %j', (text, fingerprint) => {
    expect(parseEnrolmentLink(text)).toEqual({
      ok: true,
      value: { central: 'https://central.clinic.example', code: '7KQ2-M9XD-04TB', fingerprint },
    })
  })

  it.each([
    ['', 'notALink'],
    ['https://central.clinic.example', 'notALink'],
    ['cryobench://enrol', 'notALink'],
    ['cryobench://approve?central=x&code=y', 'notALink'],
    [`cryobench://enrol.evil?central=${central}&code=ABCD`, 'notALink'],
    [`cryobench://user@enrol?central=${central}&code=ABCD`, 'notALink'],
    [`cryobench://enrol?central=${central}&code=ABCD#now`, 'notALink'],
    [`cryobench://enrol?central=${central}&code=ABCD --kiosk`, 'notALink'],
    ['cryobench://enrol?', 'unknownParameter'],
    [`cryobench://enrol?central=${central}&code=ABCD&auto=yes`, 'unknownParameter'],
    [`cryobench://enrol?central=${central}&code=ABCD&__proto__=x`, 'unknownParameter'],
    [`cryobench://enrol?central=${central}&code=ABCD&code=EFGH`, 'repeatedParameter'],
    [`cryobench://enrol?central=${central}&code=%E0%A4%A`, 'unreadable'],
    ['cryobench://enrol?code=ABCD', 'badCentral'],
    ['cryobench://enrol?central=file%3A%2F%2F%2Fetc&code=ABCD', 'badCentral'],
    ['cryobench://enrol?central=javascript%3Aalert(1)&code=ABCD', 'badCentral'],
    ['cryobench://enrol?central=https%3A%2F%2Fgood%40evil.example&code=ABCD', 'badCentral'],
    ['cryobench://enrol?central=https%3A%2F%2Fevil.example%2F%3Fgood&code=ABCD', 'badCentral'],
    ['cryobench://enrol?central=https%3A%2F%2Fc%D0%B5ntral.example&code=ABCD', 'badCentral'],
    [`cryobench://enrol?central=${central}`, 'badCode'],
    [`cryobench://enrol?central=${central}&code=A%00CD`, 'badCode'],
    [`cryobench://enrol?central=${central}&code=${'A'.repeat(65)}`, 'badCode'],
    [`cryobench://enrol?central=${central}&code=ABCD&fingerprint=`, 'badFingerprint'],
    [`cryobench://enrol?central=${central}&code=ABCD&fingerprint=${key}00`, 'badFingerprint'],
    [`cryobench://enrol?central=http%3A%2F%2Fcentral.example&code=ABCD&fingerprint=${key}`, 'badFingerprint'],
    [`cryobench://enrol?central=${central}&code=${'A'.repeat(longestLink)}`, 'tooLong'],
  ])('is refused: %j (%s)', (text, problem) => {
    expect(parseEnrolmentLink(text)).toEqual({ ok: false, problem })
  })

  it('is answered for whatever text comes, within bounds', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          'cryobench://enrol?',
          'central=',
          central,
          '&',
          'code=',
          'ABCD',
          'fingerprint=',
          key,
          '%',
          '#',
          '/',
        ),
        fc.string({ unit: 'binary', maxLength: 12 }),
      ),
      { maxLength: 14 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((all) => all.join('')),
          fc.string({ unit: 'binary', maxLength: 1200 }),
        ),
        (text) => {
          const link = parseEnrolmentLink(text)
          if (!link.ok) return
          const { value } = link
          expect(value.central).toMatch(/^https?:\/\/[\x21-\x7e]+$/i)
          expect(value.central).not.toMatch(/[@?#\\]/)
          expect(isCode(value.code)).toBe(true)
          expect(value.fingerprint === null || parseFingerprint(value.fingerprint) === value.fingerprint).toBe(true)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('comes back as it was written', () => {
    const host = fc.domain()
    const code = fc.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const digits = fc.option(fc.stringMatching(/^[0-9a-f]{64}$/).map(parseFingerprint), { nil: null })
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65535 }), code, digits, (name, port, typed, fingerprint) => {
        const link = { central: `https://${name}:${port}`, code: typed, fingerprint }
        expect(parseEnrolmentLink(enrolmentLinkOf(link))).toEqual({ ok: true, value: link })
      }),
    )
  })

  it('is found among the arguments of a program', () => {
    expect(linkAmong(['/opt/Cryobench/cryobench', '--kiosk', 'cryobench://enrol?x'])).toBe('cryobench://enrol?x')
    expect(linkAmong(['--data', '/tmp/cryobench'])).toBeNull()
  })
})

describe('an address of central', () => {
  it.each([
    ['https://central.clinic.example/', 'https://central.clinic.example'],
    [' http://127.0.0.1:8080 ', 'http://127.0.0.1:8080'],
    ['https://[::1]:443/central/one', 'https://[::1]:443/central/one'],
    ['central.clinic.example', null],
    ['https://', null],
    ['https://a b', null],
    ['https://-x', null],
    [`https://${'a'.repeat(500)}`, null],
    [`https://a${'/'.repeat(400)}b!`, null],
  ])('%j is %j', (text, address) => {
    expect(parseCentralAddress(text)).toBe(address)
  })
})
