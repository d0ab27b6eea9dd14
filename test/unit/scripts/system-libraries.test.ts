import { describe, expect, it } from 'vitest'
import { missingFrom } from '../../../scripts/setup/system-libraries.mjs'

describe('system libraries', () => {
  it('are missing when unknown, removed, or half installed', () => {
    const report = 'libnss3 ii \nlibgbm1 rc \nxvfb iU \n'
    expect(missingFrom(['libnss3', 'libgbm1', 'xvfb', 'xauth'], report)).toEqual(['libgbm1', 'xvfb', 'xauth'])
  })

  it('are found under the name they have since the 64-bit time_t', () => {
    expect(missingFrom(['libgtk-3-0', 'libasound2'], 'libgtk-3-0t64 ii \n')).toEqual(['libasound2'])
  })
})
