import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSecret, newCode, newToken, secretHash, typedCode } from '../../../../src/central/domain/secrets'

const secrets = { bytes: (count: number) => randomBytes(count) }

describe('enrolment codes', () => {
  test('are three groups of letters that nobody mistakes', () => {
    for (let round = 0; round < 200; round++) {
      expect(newCode(secrets)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    }
  })

  test('are the same however they are typed', () => {
    expect(typedCode(' o1l2-abcd wxyz ')).toBe(typedCode('0112-ABCD-WXYZ'))
  })
})

describe('tokens', () => {
  test('are known by their hash only', () => {
    const token = newToken(secrets)
    expect(token).toHaveLength(43)
    expect(isSecret(token, secretHash(token))).toBe(true)
    expect(isSecret(`${token}x`, secretHash(token))).toBe(false)
    expect(isSecret(token, 'not a hash')).toBe(false)
  })
})
