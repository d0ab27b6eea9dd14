import { describe, expect, it } from 'vitest'
import { matches } from '../../../scripts/setup/packages.mjs'

describe('installed packages', () => {
  const zod = { version: '4.6.7', integrity: 'sha512-a' }
  const onlyOnMac = { version: '2.3.3', integrity: 'sha512-b', optional: true }
  const wanted = { packages: { '': {}, 'node_modules/zod': zod, 'node_modules/fsevents': onlyOnMac } }

  it('match without the optional packages of other platforms', () => {
    expect(matches(wanted, { packages: { 'node_modules/zod': zod } })).toBe(true)
  })

  it.each([
    ['nothing recorded: npm was cut off', undefined],
    ['a package missing', { packages: {} }],
    ['another version', { packages: { 'node_modules/zod': { ...zod, version: '4.6.6' } } }],
    ['other contents', { packages: { 'node_modules/zod': { ...zod, integrity: 'sha512-z' } } }],
    ['one too many', { packages: { 'node_modules/zod': zod, 'node_modules/left-over': zod } }],
  ])('do not match: %s', (_why, installed) => {
    expect(matches(wanted, installed)).toBe(false)
  })
})
