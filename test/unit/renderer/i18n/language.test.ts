import { describe, expect, it } from 'vitest'
import { directionOf, languageOf, rememberedLanguage } from '../../../../src/renderer/i18n/language'

describe('the language of the screen', () => {
  it.each([
    ['de' as const, ['en-US'], 'de'],
    ['system' as const, ['fr-FR', 'de-AT', 'en'], 'de'],
    ['system' as const, ['en-GB'], 'en'],
    ['system' as const, ['ja'], 'en'],
    ['system' as const, [], 'en'],
    ['en-XB' as const, ['de'], 'en-XB'],
  ])('is, chosen %s on a system that speaks %j, %s', (chosen, system, expected) => {
    expect(languageOf(chosen, system)).toBe(expected)
  })

  it.each([
    ['?language=de', 'de'],
    ['?language=en-XB', 'en-XB'],
    ['?language=system', 'system'],
    ['?language=%3Cscript%3E', 'system'],
    ['', 'system'],
  ])('was at the last start, by the address %s, %s', (search, expected) => {
    expect(rememberedLanguage(search)).toBe(expected)
  })

  it('runs from right to left in the pseudo-language only', () => {
    expect([directionOf('en'), directionOf('de'), directionOf('en-XB')]).toEqual(['ltr', 'ltr', 'rtl'])
  })
})
