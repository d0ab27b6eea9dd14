import { describe, expect, it } from 'vitest'
import { ageParts, clockText, formatFor } from '../../../../src/renderer/i18n/format'

describe('an age', () => {
  it.each([
    [-5_000, 'second', 0],
    [1_240, 'second', 1.2],
    [59_999, 'second', 59],
    [60_000, 'minute', 1],
    [3_600_000, 'hour', 1],
    [47 * 3_600_000, 'hour', 47],
    [48 * 3_600_000, 'day', 2],
  ])('of %d ms is told as %s', (ms, unit, value) => {
    expect(ageParts(ms)).toEqual({ unit, value })
  })
})

describe('a running time', () => {
  it.each([
    [0, '0:00'],
    [130_000, '2:10'],
    [3_730_000, '1:02:10'],
    [-1, '0:00'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(clockText(ms)).toBe(text)
  })
})

describe('numbers', () => {
  it('follow the language', () => {
    expect(formatFor('de').number(100_000)).toBe('100.000')
    expect(formatFor('en-GB').number(100_000)).toBe('100,000')
    expect(formatFor('en-GB').percent(62)).toBe('62%')
  })

  it('write litres with a capital letter, since “99 l” reads as 991', () => {
    expect(formatFor('en-GB').litres(99)).toBe('99\u00A0L')
    expect(formatFor('de').litres(1.5)).toBe('1,5\u00A0L')
  })
})
