import { describe, expect, it } from 'vitest'
import { errorCode, errorText } from '../../../src/shared/error-text'

describe('what was thrown, in words', () => {
  it('is the message of an error, without its class', () => {
    expect(errorText(new TypeError('fetch failed'))).toBe('fetch failed')
  })

  it('is the thing itself where it is no error: node-hid throws bare strings from its read thread', () => {
    expect([errorText('lost'), errorText(undefined)]).toEqual(['lost', 'undefined'])
  })
})

describe('the code of what was thrown', () => {
  it('is the one that Node or a database gave', () => {
    expect(errorCode(Object.assign(new Error('no such file'), { code: 'ENOENT' }))).toBe('ENOENT')
  })

  it('is undefined for an error without one, a number, and what is no error', () => {
    const numbered = Object.assign(new Error('aborted'), { code: 20 })
    expect([errorCode(new Error('x')), errorCode(numbered), errorCode({ code: 'ENOENT' })]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
