import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanedLog, cleanedOf, cleanedPolicy } from '../../../../../../src/main/engine/health/diagnostics/clean'

describe('what leaves with a diagnostics file', () => {
  it.each([
    ['{"central":"https://c","enrol":"ABCD-1234"}', { central: 'https://c', enrol: '[code]' }, ['ABCD-1234']],
    ['{"kiosk":true}', { kiosk: true }, []],
    ['{"enrol":7}', { enrol: '[code]' }, []],
    ['[1]', 'no object', []],
    ['enrol = ABCD-1234', 'not JSON', []],
  ])('of the policy %s', (text, policy, known) => {
    expect(cleanedPolicy(text)).toEqual({ policy, known })
  })

  it('has no known secret in it, wherever it stood', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 6 }), fc.string(), (before, secret, after) => {
        expect(cleanedOf([secret])(`${before}${secret}${after}`)).not.toContain(secret)
      }),
    )
  })

  it('cleans what a log said, and leaves its lines lines', () => {
    const line = JSON.stringify({ level: 'error', text: 'asked with {"token":"a\\"b"} and Bearer xyz' })
    const [first, second] = cleanedLog(`${line}\nplain --enrol SECRET-CODE`, cleanedOf([])).split('\n')
    expect(JSON.parse(first ?? '').text).toBe('asked with {"token":"[secret]"} and Bearer [token]')
    expect(second).toBe('plain --enrol [code]')
  })
})
