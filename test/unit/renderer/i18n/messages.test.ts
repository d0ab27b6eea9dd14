import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import de from '../../../../src/renderer/i18n/de.json'
import en from '../../../../src/renderer/i18n/en.json'
import { pseudoMessages } from '../../../../src/renderer/i18n/pseudo'

const german: Readonly<Record<string, string>> = de
const english: Readonly<Record<string, string>> = en
const keys = Object.keys(english)

/** Names and types of a message's arguments, those inside plurals and selects too. */
function argumentsOf(message: string, locale: string): readonly string[] {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each)
    if (typeof value !== 'object' || value === null) return
    const { type, value: name, options } = { type: undefined, value: undefined, options: undefined, ...value }
    if (typeof type === 'number' && type > 0 && type !== 7 && typeof name === 'string') found.add(`${name}:${type}`)
    if (options !== undefined) visit(Object.values(options))
    if ('value' in value && Array.isArray(value.value)) visit(value.value)
  }
  visit(new IntlMessageFormat(message, locale).getAst())
  return [...found].sort()
}

describe('the language files', () => {
  it('have the same keys', () => {
    expect(Object.keys(german).sort()).toEqual([...keys].sort())
  })

  it.each(keys)('say %s with the same arguments in German', (key) => {
    expect(argumentsOf(german[key] ?? '', 'de')).toEqual(argumentsOf(english[key] ?? '', 'en'))
  })

  it('find arguments inside plurals: the check itself is no sieve', () => {
    expect(argumentsOf('{n, plural, one {# of {all}} other {#}} {x}', 'en')).toEqual(['all:1', 'n:6', 'x:1'])
  })

  it('show each number: a # stands for one right inside of its plural only', () => {
    const isLiteral = (message: string): boolean =>
      JSON.stringify(new IntlMessageFormat(message, 'en').getAst(), (_, value: unknown) =>
        typeof value === 'object' && value !== null && 'location' in value ? { ...value, location: null } : value,
      ).includes('#')
    for (const file of [english, german])
      expect(Object.entries(file).flatMap(([key, text]) => (isLiteral(text) ? [key] : []))).toEqual([])
  })

  it('leave no text empty', () => {
    for (const file of [english, german]) expect(Object.values(file).filter((text) => text.trim() === '')).toEqual([])
  })

  it('have no age in the German dative: “seit 3 Tage” is none', () => {
    expect(Object.entries(german).filter(([, text]) => /\bseit \{age\}/.test(text))).toEqual([])
  })

  it('hold no key that nothing shows', () => {
    const root = join(__dirname, '../../../../src/renderer')
    const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(root, name), 'utf8'))
      .join('\n')
    const used = (key: string): boolean => {
      if (source.includes(`'${key}'`)) return true
      const parts = key.split('.')
      return parts.some((_, index) => index > 0 && source.includes(`\`${parts.slice(0, index).join('.')}.\${`))
    }
    expect(keys.filter((key) => !used(key))).toEqual([])
  })
})

describe('the right-to-left pseudo-language', () => {
  it.each(Object.entries(pseudoMessages(english)))('keeps the arguments of %s', (key, message) => {
    expect(argumentsOf(message, 'en')).toEqual(argumentsOf(english[key] ?? '', 'en'))
  })

  it('turns words around and leaves arguments alone', () => {
    const { text } = pseudoMessages({ text: 'Undo {vial}' })
    expect(text).toBe('\u202EUndo\u202C {vial}')
  })
})
