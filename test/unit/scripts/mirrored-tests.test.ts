import { describe, expect, it } from 'vitest'
import { strays, strayUnitTests } from '../../../scripts/lib/mirrored-tests.mjs'

describe('unit tests', () => {
  it('stand where their sources stand, under the same name', () => {
    expect(strayUnitTests()).toEqual([])
  })

  it.each([
    ['trust/keys.test.ts', true],
    ['trust/keys.rotation.test.ts', true],
    ['trust/keyring.test.ts', false],
    ['trust/keys.test.tsx', true],
    ['keys.test.ts', false],
    ['trust/support.ts', true],
    ['trust/support/frames.ts', true],
    ['trust/builders.ts', false],
  ])('%s has a place: %s', (file, hasPlace) => {
    expect(strays([file], new Set(['trust/keys'])).length === 0).toBe(hasPlace)
  })
})
