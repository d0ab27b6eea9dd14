import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findByName, isSameName, nameKey, nameKeys } from '../../../../src/shared/names/key'
import { alikeOfSubject9 } from '../../../support/alike'

const ascii = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
})

describe('two spellings of one name', () => {
  test.each(alikeOfSubject9)('SUBJ-9, $how', ({ spelling }) => {
    expect(isSameName('SUBJ-9', spelling)).toBe(true)
    expect(nameKey(spelling)).toBe(nameKey('SUBJ-9'))
  })

  test.each([
    ['Größe-7', 'Gro\u0308ße-7'],
    ['Größe-7', 'GRÖSSE-7'],
    ['C-1', 'c-1'],
    ['anna', 'anna '],
    ['anna', '\u0430nn\u0430'],
    ['NAV', '\u039d\u0391V'],
    ['vial', '\u03bdial'],
    ['SYBIL', 'S\u03a5BIL'],
    ['subj', 's\u03c5bj'],
    ['VIAL', 'V\u0399AL'],
    ['VIAL', 'V\u0406AL'],
    ['VIAL', 'V\u04c0AL'],
    ['KMTHBPCX', '\u041a\u041c\u0422\u041d\u0412\u0420\u0421\u0425'],
    ['a1', '\u0251\u0661'],
    ["O'Brien", 'O\u2019Brien'],
    ['ΕΛΕΝΗ', 'Ελένη'.normalize('NFD').replace('\u0301', '')],
    ['ΟΔΟΣ', 'οδος'],
    ['ИРИНА', 'ирина'],
    ['İSTANBUL', 'istanbul'],
    ['ISPARTA', 'ısparta'],
    ['No 9', '№ ９'],
    ['vial 1', 'vial\u2003\u20031'],
    ['AB', 'A\ufeffB'],
  ])('%j and %j', (a, b) => expect(isSameName(a, b)).toBe(true))

  test.each([
    ['O', '0'],
    ['l', '1'],
    ['I', 'l'],
    ['I', '1'],
    ['rn', 'm'],
    ['cl', 'd'],
    ['vv', 'w'],
    ['5', 'S'],
    ['8', 'B'],
    ['2', 'Z'],
    ['|', 'l'],
    ['"', "''"],
    ['`', "'"],
    ['A-1', 'A1'],
    ['A-1', 'A 1'],
    ['A-1', 'A_1'],
    ['na', 'va'],
    ['Größe', 'Grosse'],
    ['Bäk', 'Bak'],
    ['Bæk', 'Baek'],
    ['Łódź', 'Lodz'],
    ['Søren', 'Soren'],
    ['Νίκος', 'Νίκοσο'],
    ['Иван', 'Иваи'],
    ['ВЬ', 'ВВ'],
    ['カナ', 'ヵナ2'],
  ])('but not %j and %j', (a, b) => expect(isSameName(a, b)).toBe(false))

  test('nothing that can be typed as ASCII becomes something else, case and outer blanks aside', () =>
    fc.assert(
      fc.property(ascii, (name) => {
        expect(nameKeys(name)).toEqual([name.toLowerCase()])
      }),
    ))

  test('a key is its own key', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (text) => {
        for (const key of nameKeys(text)) expect(nameKeys(key)).toContain(key)
      }),
    ))

  test('case makes no difference, nor does the form', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 8 }), (text) => {
        for (const other of [text.normalize('NFD'), text.normalize('NFC'), text.toUpperCase(), text.toLowerCase()])
          expect(isSameName(text, other)).toBe(true)
      }),
    ))

  const alphabets = {
    German: 'abcdefghijklmnopqrstuvwxyzäöü',
    Turkish: 'abcçdefgğhijklmnoöprsştuüvyz',
    Polish: 'aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż',
    Danish: 'abcdefghijklmnopqrstuvwxyzæøå',
    Greek: 'αβγδεζηθικλμνξοπρστυφχψω',
    Russian: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
    Ukrainian: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
    Serbian: 'абвгдђежзијклљмнњопрстћуфхцчџш',
    Armenian: 'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ',
    Georgian: 'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ',
    Hebrew: 'אבגדהוזחטיכלמנסעפצקרשת',
  }
  test.each(Object.entries(alphabets))('no two letters of the %s alphabet are one', (_language, letters) => {
    const all = [...letters.normalize('NFC')]
    for (const a of all) for (const b of all) expect([a, b, isSameName(a, b)]).toEqual([a, b, a === b])
  })
})

describe('who is meant by a name', () => {
  const canes = ['C-1', 'D-1', 'E\u20111', 'E\u20131']
  const found = (name: string) => findByName(canes, name, (cane) => cane)

  test('exactly so first, then the only one that is the same', () => {
    expect(found('C-1')).toBe('C-1')
    expect(found('c\u20101')).toBe('C-1')
    expect(found('E\u20131')).toBe('E\u20131')
    expect(found('F-1')).toBeUndefined()
  })

  test('nobody where two of before look alike', () => expect(found('E-1')).toBeUndefined())
})
