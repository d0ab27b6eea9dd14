import { describe, expect, it } from 'vitest'
import { type Entered, edited, meaningOf, withoutLinks } from '../../../../../src/renderer/parts/connect/entered'
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
