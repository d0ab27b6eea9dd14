import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOfBody } from '../../../../src/shared/api/key-of-body'

test.each([
  [{ id: 54, tag: 'AA' }, '54'],
  [{ tag: 'AA' }, 'AA'],
  [{ storageId: 1, canister: 'C1', cane: 'X' }, '1/C1/X'],
  [{ storageId: 3, percent: 12 }, '3'],
  [{ id: {}, tag: null }, ''],
])('%j is known by %s', (body, key) => {
  expect(keyOfBody(body)).toBe(key)
})

test('of anything at all it is a short text', () => {
  fc.assert(fc.property(fc.anything(), (body) => keyOfBody(body).length <= 200))
})
