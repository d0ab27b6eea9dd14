import { describe, expect, it, test } from 'vitest'
import { anyNumber, findOptions, readOptions, valuesOf, wholeNumber } from '../../../src/platform/options'

describe('the options of a program that owns its command line', () => {
  const read = (...args: string[]) => readOptions(args, { data: 'text', sample: 'flag' })

  it('are taken in both spellings; of two values the last', () => {
    expect(read('--data', 'a', '--sample', '--data=b=c')).toEqual({ ok: true, value: { data: 'b=c', sample: true } })
  })

  it.each([['--help'], ['-h']])('give way to %s', (help) => {
    expect(read('--data', 'a', help)).toEqual({ ok: true, value: 'help' })
  })

  it.each([
    [['--dada'], "Unknown option '--dada'."],
    [['stray'], "Unexpected argument 'stray'."],
    [['--data'], "Option '--data <value>' argument missing."],
    [['--sample=yes'], "Option '--sample' does not take an argument."],
  ])('%j are refused in one sentence', (args, problem) => {
    expect(read(...args)).toEqual({ ok: false, problem })
  })
})

describe('options on a command line that is shared with a runtime', () => {
  const kinds = { data: 'text', kiosk: 'flag', backup: 'file' } as const
  const found = (...args: string[]) => {
    const given = findOptions(args, kinds)
    return given.ok ? given.value.map(({ name, value }) => [name, value]) : given.problem
  }

  it.each([
    [['.', '--no-sandbox', '--enable-features=A,B', '-x', 'cryobench://enrol'], []],
    [['--inspect', '--data', '/d', '--js-flags=--data=/e'], [['data', '/d']]],
    [
      ['--data=a=b', '--kiosk'],
      [
        ['data', 'a=b'],
        ['kiosk', null],
      ],
    ],
    [
      ['--kiosk=1', '--data', '-d'],
      [
        ['kiosk', '1'],
        ['data', '-d'],
      ],
    ],
    [['--', '--data', '/d'], [['data', '/d']]],
    [['--backup', 'to'], [['backup', 'to']]],
    [['--backup=to', 'other'], [['backup', 'to']]],
    [
      ['--backup', '--data', '/d'],
      [
        ['backup', null],
        ['data', '/d'],
      ],
    ],
    [['--backup', '-', 'to'], [['backup', null]]],
    [['--backup='], [['backup', null]]],
    [['--toString', '--constructor=x'], []],
  ])('%j has %j', (args, options) => {
    expect(found(...args)).toEqual(options)
  })

  it.each([[['--data']], [['--data=']], [['--data', '']], [['--data', '--kiosk']]])('%j lacks a value', (args) => {
    expect(found(...args)).toBe('--data needs a value.')
  })

  it('are known by their names; of two values the last', () => {
    const given = findOptions(['--data', 'a', '--kiosk', '--data', 'b'], { data: 'text', kiosk: 'flag' })
    expect(given.ok && valuesOf(given.value, { data: 'text', kiosk: 'flag' })).toEqual({ data: 'b', kiosk: true })
  })
})

test.each([
  ['7', 7, 7],
  ['10', 10, 10],
  ['0', undefined, undefined],
  ['11', undefined, undefined],
  ['1.5', undefined, 1.5],
  ['1e0', undefined, 1],
  ['', undefined, undefined],
  ['x', undefined, undefined],
])('%j is the whole number %s, and the number %s, from 1 to 10', (text, whole, any) => {
  expect([wholeNumber(text, 1, 10), anyNumber(text, 1, 10)]).toEqual([whole, any])
})
