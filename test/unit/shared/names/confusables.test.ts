import looks from 'unhomoglyph/data.json'
import { expect, test } from 'vitest'
import { readingsOf, withoutCase } from '../../../../src/shared/names/confusables'
import { isSameName } from '../../../../src/shared/names/key'

test('the table has what Unicode lists, and nothing of ASCII is changed by it', () => {
  expect(Object.keys(looks).length).toBeGreaterThan(6000)
  for (const char of Object.keys(looks)) if (/^[\x20-\x7e]$/.test(char)) expect(readingsOf(char)).toEqual([char])
})

test.each([...'АВЕЅІЈКМНОРСТУХаеорсухѕіјһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονⅬ'])('%s is like the letter that Unicode names', (char) => {
  const look = (looks as Readonly<Record<string, string>>)[char]
  // Unicode's table has one look for I and l.
  expect(isSameName(char, look === 'l' && char !== 'l' && char !== 'Ⅼ' ? 'I' : (look ?? ''))).toBe(true)
})

test('every reading is a name that is the same', () => {
  for (const char of Object.keys(looks)) {
    const small = withoutCase(char)
    if ([...small].length !== 1 || small !== small.normalize('NFKD') || /\p{Pd}/u.test(small)) continue
    for (const reading of readingsOf(small))
      expect([small, reading, isSameName(small, reading)]).toEqual([small, reading, true])
  }
})
