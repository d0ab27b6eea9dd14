import { describe, expect, it } from 'vitest'
import { isNodeNewEnough } from '../../../scripts/setup/node-version.mjs'
import { matches } from '../../../scripts/setup/packages.mjs'
import { missingFrom } from '../../../scripts/setup/system-libraries.mjs'

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

describe('system libraries', () => {
  it('are missing when unknown, removed, or half installed', () => {
    const report = 'libnss3 ii \nlibgbm1 rc \nxvfb iU \n'
    expect(missingFrom(['libnss3', 'libgbm1', 'xvfb', 'xauth'], report)).toEqual(['libgbm1', 'xvfb', 'xauth'])
  })

  it('are found under the name they have since the 64-bit time_t', () => {
    expect(missingFrom(['libgtk-3-0', 'libasound2'], 'libgtk-3-0t64 ii \n')).toEqual(['libasound2'])
  })
})
