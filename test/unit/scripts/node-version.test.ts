import { describe, expect, it } from 'vitest'
import { isNodeNewEnough } from '../../../scripts/setup/node-version.mjs'

describe('Node version', () => {
  it.each([
    ['20.18.0', true],
    ['20.20.2', true],
    ['24.0.0', true],
    ['20.17.9', false],
    ['18.20.0', false],
  ])('%s new enough: %s', (version, answer) => {
    expect(isNodeNewEnough(version)).toBe(answer)
  })
})
