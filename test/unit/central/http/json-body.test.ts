import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTooDeep } from '../../../../src/central/http/json-body'

const depthOf = (value: unknown): number => {
  if (value === null || typeof value !== 'object') return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

test('a JSON text is too deep exactly when what it holds nests deeper than 32', () => {
  const nested = fc.jsonValue({ maxDepth: 6 }).chain((value) =>
    fc.integer({ min: 0, max: 40 }).map((times) => {
      let wrapped: unknown = value
      for (let level = 0; level < times; level++) wrapped = level % 2 ? [wrapped] : { a: wrapped }
      return wrapped
    }),
  )
  fc.assert(
    fc.property(nested, (value) => {
      expect(isTooDeep(JSON.stringify(value))).toBe(depthOf(value) > 32)
    }),
  )
})

test('brackets in texts, also after quoted quotes and backslashes, do not count', () => {
  const text = JSON.stringify({ a: `"\\${'['.repeat(100)}\\\\"` })
  expect(isTooDeep(text)).toBe(false)
})
