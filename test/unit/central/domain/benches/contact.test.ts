import { expect, test } from 'vitest'
import { isNews } from '../../../../../src/central/domain/benches/contact'

const nowMs = Date.parse('2026-03-02T12:00:00.000Z')
const kept = (made: number, at: string) => ({ made, at })

test.each([
  ['the first', null, 0, true],
  ['with more acts', kept(4, '2026-03-02T11:59:30.000Z'), 5, true],
  ['with as many, a moment later', kept(5, '2026-03-02T11:59:00.000Z'), 5, false],
  ['with as many, a minute later', kept(5, '2026-03-02T11:58:30.000Z'), 5, true],
  ['with as many, where the one kept is of the future', kept(5, '2031-01-01T00:00:00.000Z'), 5, true],
  ['of a copy, with fewer', kept(5, '2026-01-01T00:00:00.000Z'), 4, false],
])('a contact %s', (_, before, made, news) => {
  expect(isNews(before, made, nowMs)).toBe(news)
})
