import { describe, expect, it } from 'vitest'
import { beginningOf } from '../../../../src/main/shell/mode'
import { languageOf, readSwitches } from '../../../../src/main/shell/switches'

describe('switches', () => {
  it('are taken in both spellings, between those of Chromium and the path of the application', () => {
    const args = [
      '.',
      '--no-sandbox',
      '--central',
      'http://c:1',
      '--enrol=A=B',
      '--data',
      '/d',
      '--bench-name',
      'Left',
      '--lang=de',
    ]
    expect(readSwitches(args)).toEqual({
      ok: true,
      value: { central: 'http://c:1', enrol: 'A=B', data: '/d', benchName: 'Left', lang: 'de' },
    })
  })

  it.each([
    [['--data'], '--data needs a value.'],
    [['--data', '--central'], '--data needs a value.'],
    [['--data='], '--data needs a value.'],
    [['--central', 'ftp://c'], '--central needs a URL that begins with http:// or https://, not "ftp://c".'],
    [['--central', 'nonsense'], '--central needs a URL that begins with http:// or https://, not "nonsense".'],
    [['--enrol', 'CODE'], '--enrol needs --central too.'],
  ])('%j say what is wrong', (args, sentence) => {
    expect(readSwitches(args)).toEqual({ ok: false, problem: sentence })
  })
})

it.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['de_DE', 'de'],
  ['en-us', 'en'],
  ['en-xb', 'en-XB'],
  ['fr', 'system'],
  [undefined, 'system'],
] as const)('--lang %s means %s', (lang, language) => {
  expect(languageOf(lang)).toBe(language)
})

describe('the mode of a data folder', () => {
  it.each([
    ['a new one', {}, null, { mode: 'demo', central: null }],
    ['one of a demonstration', {}, 'demo', { mode: 'demo', central: null }],
    ['one that belongs to a central', {}, 'bench', { mode: 'bench', central: null }],
    [
      'a new one with a central',
      { central: 'http://c', enrol: 'X' },
      null,
      { mode: 'bench', central: { url: 'http://c', code: 'X' } },
    ],
    [
      'an old one with a central',
      { central: 'http://c' },
      'demo',
      { mode: 'bench', central: { url: 'http://c', code: null } },
    ],
  ] as const)('%s', (_name, switches, kept, beginning) => {
    expect(beginningOf(switches, kept)).toEqual(beginning)
  })
})
