import { describe, expect, it } from 'vitest'
import {
  corrected,
  type Entered,
  edited,
  meaningOf,
  meaningOfScan,
  withoutLinks,
} from '../../../../../src/renderer/parts/connect/entered'
import { type Fingerprint, parseFingerprint } from '../../../../../src/shared/enrolment/fingerprint'
import { enrolmentLinkOf } from '../../../../../src/shared/enrolment/link'

function keyOf(digit: string): Fingerprint {
  const key = parseFingerprint(digit.repeat(64))
  if (key === null) throw new Error('no key')
  return key
}
const link = enrolmentLinkOf({ central: 'https://c.example', code: 'ABCD-1234', fingerprint: keyOf('a') })

describe('what is typed, pasted or scanned', () => {
  it.each([
    [link, { url: 'https://c.example', code: 'ABCD-1234', fingerprint: keyOf('a') }],
    [` ${link}\n`, { url: 'https://c.example', code: 'ABCD-1234', fingerprint: keyOf('a') }],
    ['https://c.example/', { url: 'https://c.example', fingerprint: null }],
    [' abcd 1234 ', { code: 'abcd 1234' }],
  ])('%j fills %j', (text, fields) => {
    expect(meaningOf(text)).toEqual({ kind: 'fields', fields })
  })

  it.each([
    ['cryobench://enrol?code=x', 'unusableLink'],
    ['cryobench:anything', 'unusableLink'],
    ['', 'nothing'],
    ['<script>', 'nothing'],
  ])('%j is %s', (text, kind) => {
    expect(meaningOf(text)).toEqual({ kind })
  })

  const german = link
    .replaceAll('y', 'z')
    .replaceAll(':', 'Ö')
    .replaceAll('/', '-')
    .replaceAll('?', '_')
    .replaceAll('=', '´')
    .replaceAll('&', '/')
    .replace('ABCD-1234', 'ABCDß1234')
  const linkFields = { url: 'https://c.example', code: 'ABCD-1234', fingerprint: keyOf('a') }

  it.each([
    ['a link on a German keyboard', german, null, linkFields],
    ['the same, by its keys', german, link, linkFields],
    ['a code on a German keyboard', '7KQ2ßM9YD', null, { code: '7KQ2-M9ZD' }],
    ['a code on a French keyboard', 'èKAéç;QAà', 'à', null],
    ['a code on a Russian keyboard', '7ЛЙ2-Ь9ЧВ', null, { code: '7KQ2-M9XD' }],
    ['a code on a Turkish keyboard', '7KQ2*M9XD', null, { code: '7KQ2-M9XD' }],
    ['a code by its keys', '7KQ2ßM9YD', '7KQ2-M9ZD', { code: '7KQ2-M9ZD' }],
    ['a code behind an AIM prefix', ']Q37KQ2-M9XD\r', null, { code: '7KQ2-M9XD' }],
  ])('%s is understood, or said to be of another layout', (_name, text, byPosition, fields) => {
    expect(meaningOf(text, byPosition)).toEqual(
      fields === null ? { kind: 'otherLayout', layout: 'fr' } : { kind: 'fields', fields },
    )
  })

  it('never guesses where the keys are known and mean nothing', () => {
    expect(meaningOf('ABC_DEF', 'ABC_DEF')).toEqual({ kind: 'nothing' })
    expect(meaningOfScan('ABC_DEF', 'ABC_DEF')).toEqual({ kind: 'otherLayout', layout: null })
    expect(meaningOfScan('Aß', null)).toEqual({ kind: 'otherLayout', layout: 'de' })
  })

  it('reads fields that a slow scanner has filled once more, and leaves a slip alone', () => {
    const empty: Entered = { url: '', code: '', fingerprint: null }
    expect(corrected({ ...empty, url: german })).toEqual(linkFields)
    expect(corrected({ ...empty, url: 'https://c.example', code: '7KQ2ßM9YD' })).toEqual({
      ...empty,
      url: 'https://c.example',
      code: '7KQ2-M9ZD',
    })
    expect(corrected({ ...empty, url: 'central.example', code: 'ABC_DEF' })).toBeNull()
    expect(corrected({ ...empty, url: 'https://c.example', code: 'ABCD-1234' })).toBeNull()
  })

  it('empties the fields in which an unusable link stands, and no other', () => {
    expect(withoutLinks({ url: link, code: 'ABCD', fingerprint: null })).toEqual({ url: '', code: 'ABCD' })
    expect(withoutLinks({ url: 'https://c.example', code: link, fingerprint: null })).toEqual({
      url: 'https://c.example',
      code: '',
    })
  })

  it("keeps a link's key for the link's address alone", () => {
    const fields: Entered = { url: 'https://c.example', code: 'A', fingerprint: keyOf('a') }
    expect(edited(fields, { code: 'B' }).fingerprint).toBe(keyOf('a'))
    expect(edited(fields, { url: 'https://c.example' }).fingerprint).toBe(keyOf('a'))
    expect(edited(fields, { url: 'https://d.example' })).toEqual({
      ...fields,
      url: 'https://d.example',
      fingerprint: null,
    })
  })
})
