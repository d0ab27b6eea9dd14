import { expect, it } from 'vitest'
import { showsState } from '../../../../../src/renderer/features/worklist/showsState'

it.each([
  ['STORE', 'PENDING', false],
  ['STORE', 'CREATED', false],
  ['REFILL', 'IN_PROGRESS', false],
  ['RETRIEVAL', 'COMPLETED', true],
  ['STORE', 'CANCELLED', true],
  ['STORE', 'UNKNOWN', true],
  ['UNKNOWN', 'PENDING', true],
] as const)('%s, %s: the state beside its lane is shown: %s', (type, status, shown) => {
  expect(showsState({ type, status })).toBe(shown)
})
