import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import de from '../../../../src/renderer/i18n/de.json'
import en from '../../../../src/renderer/i18n/en.json'
import { simpleMessage } from '../../../../src/renderer/i18n/simpleMessage'

const languages: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['en', en],
  ['de', de],
]
const counts = [0, 1, 2, 21, 999, 1000, 12_345, 1.5, -1]

/** Every word of a message stands for an argument; those that aren't are not used. */
const valuesFor = (message: string, count: number) =>
  Object.fromEntries([...message.matchAll(/\{\s*(\w+)/g)].map(([, name = '']) => [name, count]))

describe.each(languages)('the messages in %s', (locale, messages) => {
  it('read as ICU reads them', () => {
    for (const [key, message] of Object.entries(messages)) {
      for (const count of counts) {
        const values = valuesFor(message, count)
        const simple = simpleMessage(message, values)
        if (simple !== null) expect(simple, key).toBe(String(new IntlMessageFormat(message, locale).format(values)))
      }
    }
  })

  it('are simple, most of them', () => {
    const all = Object.values(messages)
    const simple = all.filter((message) => simpleMessage(message, valuesFor(message, 2)) !== null)
    expect(simple.length / all.length).toBeGreaterThan(0.8)
  })
})

it.each([
  ["It's here", {}],
  ['<b>here</b>', {}],
  ['{name}', {}],
  ['{count, plural, one {#} other {#}}', { count: 1000 }],
  ['{count, plural, one {#} other {#}}', { count: 'many' }],
  ['{count, plural, =0 {none} one {#} other {#}}', { count: 0 }],
  ['{kind, select, a {A} other {B}}', { kind: 'a' }],
  ['{at, number}', { at: 1 }],
  ['open { brace', {}],
  ['close } brace', {}],
])('leaves "%s" to ICU', (message, values) => {
  expect(simpleMessage(message, values)).toBeNull()
})
