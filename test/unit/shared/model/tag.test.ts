import { describe, expect, it } from 'vitest'
import { parseTagId, tagOf, tagProblem, tagSchemes, writtenBytes } from '../../../../src/shared/model/tag'

const bytes = (count: number) => 'E2'.repeat(count)

describe('what can be a tag', () => {
  it('is an EPC or TID of 2 to 62 bytes in whole words', () => {
    const lengths = Array.from({ length: 70 }, (_, count) => count).filter((count) => tagOf(bytes(count), 'epc').ok)
    expect(lengths).toEqual(Array.from({ length: 31 }, (_, word) => 2 * word + 2))
    expect(tagProblem(bytes(13), 'tid')).toBe('wrongLength')
  })

  it('is an ISO 15693 identity of 8 bytes, an ISO 14443 identity of 4, 7 or 10', () => {
    const lengths = (scheme: 'iso15693' | 'iso14443') =>
      Array.from({ length: 70 }, (_, count) => count).filter((count) => tagOf(bytes(count), scheme).ok)
    expect(lengths('iso15693')).toEqual([8])
    expect(lengths('iso14443')).toEqual([4, 7, 10])
  })

  it('is any of these where its kind is not known', () => {
    const lengths = Array.from({ length: 70 }, (_, count) => count).filter((count) => tagProblem(bytes(count)) === null)
    expect(lengths).toEqual([7, ...Array.from({ length: 31 }, (_, word) => 2 * word + 2)].sort((a, b) => a - b))
  })

  it.each(['0000', 'FFFF', '00'.repeat(12), 'FF'.repeat(12), 'E000000000000000', 'E0FFFFFFFFFFFFFF', '00000000'])(
    'is never %s: nothing tells it from the next blank one',
    (hex) => {
      expect(tagProblem(hex)).toBe('noIdentity')
      expect(tagSchemes.map((scheme) => tagProblem(hex, scheme))).toEqual(tagSchemes.map(() => 'noIdentity'))
    },
  )

  it('may have zeros and Fs at its ends', () => {
    for (const hex of ['0000000000000001', 'FFFFFFFFFFFFFFFE', 'E000000000000001', 'F000'])
      expect(tagProblem(hex)).toBeNull()
  })

  it('is no number that a phone or card makes up each time: four bytes from 08 on', () => {
    expect(tagProblem('08A1B2C3', 'iso14443')).toBe('randomId')
    expect(tagProblem('08A1B2C3D4E5F6', 'iso14443')).toBeNull()
    expect(tagProblem('08A1B2C3', 'epc')).toBeNull()
  })

  it('is no number that was cut off at its cascade', () => {
    expect(tagProblem('8804A1B2', 'iso14443')).toBe('wrongLength')
  })

  it.each([
    ['e280 1160 6000 0001', 'E280116060000001'],
    [' E2:80-11:60 ', 'E2801160'],
    ['E28011', undefined],
    ['E2801', undefined],
    ['', undefined],
    ['VL-1', undefined],
    ['00000000', undefined],
    ['AB'.repeat(64), undefined],
    ['AB'.repeat(62), 'AB'.repeat(62)],
  ])('is parsed from %j', (text, tag) => {
    expect(parseTagId(text)).toBe(tag)
  })

  it('was once any bytes: what was written down stays readable', () => {
    expect(writtenBytes('e28011')).toBe('E28011')
    expect(writtenBytes('AB'.repeat(64))).toHaveLength(128)
    expect(writtenBytes('AB'.repeat(65))).toBeUndefined()
  })
})
