import { describe, expect, it } from 'vitest'
import { beginningOf } from '../../../../src/main/shell/mode'
import { languageOf, readSwitches } from '../../../../src/main/shell/switches'

const key = 'AB'.repeat(32)

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

  it('stand alone where they are wishes', () => {
    expect(readSwitches(['--kiosk', '--demo', '--first-run'])).toEqual({
      ok: true,
      value: { kiosk: true, demo: true, firstRun: true },
    })
  })

  it("take central's key as it is written, and leave links alone", () => {
    expect(readSwitches(['--central=https://c', `--fingerprint=${key}`, 'cryobench://enrol?code=X'])).toEqual({
      ok: true,
      value: { central: 'https://c', fingerprint: key.toLowerCase() },
    })
  })

  it.each([
    [['--data'], '--data needs a value.'],
    [['--data', '--central'], '--data needs a value.'],
    [['--data='], '--data needs a value.'],
    [['--central', 'ftp://c'], '--central needs a URL that starts with http:// or https://, not "ftp://c".'],
    [['--central', 'nonsense'], '--central needs a URL that starts with http:// or https://, not "nonsense".'],
    [['--enrol', 'CODE'], '--enrol can only be used with --central.'],
    [['--fingerprint', 'aa'], "--fingerprint needs the SHA-256 of central's key: 64 hexadecimal digits."],
    [['--fingerprint', key], '--fingerprint can only be used with a --central that starts with https://.'],
    [
      ['--fingerprint', key, '--central', 'http://c'],
      '--fingerprint can only be used with a --central that starts with https://.',
    ],
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
  const demo = { mode: 'demo', central: null, firstRun: false }
  const bench = { mode: 'bench', central: null, firstRun: false }
  const asks = { mode: 'bench', central: null, firstRun: true }
  it.each([
    ['a new one, from source', {}, null, false, demo],
    ['a new one of an installed program', {}, null, true, asks],
    ['a new one of an installed program for a demonstration', { demo: true }, null, true, demo],
    ['a new one that is to ask', { firstRun: true }, null, false, asks],
    ['one of a demonstration', { firstRun: true }, 'demo', true, demo],
    ['one that belongs to a central', { demo: true, firstRun: true }, 'bench', true, bench],
    [
      'a new one with a central',
      { central: 'http://c', enrol: 'X' },
      null,
      true,
      { ...bench, central: { url: 'http://c', code: 'X' } },
    ],
    [
      'an old one with a central',
      { central: 'http://c' },
      'demo',
      false,
      { ...bench, central: { url: 'http://c', code: null } },
    ],
  ] as const)('%s', (_name, switches, kept, isInstalled, beginning) => {
    expect(beginningOf(switches, kept, isInstalled)).toEqual(beginning)
  })
})
