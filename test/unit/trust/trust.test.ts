import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalJson,
  genesisHash,
  intentHash,
  isBenchPublicKey,
  newBenchKey,
  publicKeyOf,
  signHash,
  verifyHash,
} from '../../../src/trust'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, shuffled(each)]),
  )
}

describe('canonical JSON', () => {
  test('is the form that RFC 8785 gives for its own example', () => {
    const example = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('does not depend on the order of keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('refuses what JSON can not hold', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow()
    expect(() => canonicalJson(undefined)).toThrow()
  })
})

describe('hash chain', () => {
  const intent = { intentId: 'a', benchSeq: 1, prevHash: genesisHash, body: { kind: 'cane.add', cane: 'C1' } }

  test('leaves hash and signature out of what is hashed', () => {
    const hash = intentHash(genesisHash, intent)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(intentHash(genesisHash, { ...intent, hash, signature: 'x' })).toBe(hash)
  })

  test('changes with any field and with the hash before', () => {
    const hash = intentHash(genesisHash, intent)
    expect(intentHash(genesisHash, { ...intent, benchSeq: 2 })).not.toBe(hash)
    expect(intentHash(genesisHash, { ...intent, body: { ...intent.body, cane: 'C2' } })).not.toBe(hash)
    expect(intentHash(hash, intent)).not.toBe(hash)
  })
})

describe('signatures', () => {
  const key = newBenchKey()
  const hash = intentHash(genesisHash, { any: 'thing' })
  const signature = signHash(key.privateKeyPem, hash)

  test('verify under the key that made them, over the hash they were made for', () => {
    expect(verifyHash(key.publicKeySpkiBase64, hash, signature)).toBe(true)
    expect(verifyHash(newBenchKey().publicKeySpkiBase64, hash, signature)).toBe(false)
    expect(verifyHash(key.publicKeySpkiBase64, intentHash(hash, {}), signature)).toBe(false)
  })

  test('no other text is a signature or a key', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyHash(key.publicKeySpkiBase64, hash, text)).toBe(false)
        expect(verifyHash(text, hash, signature)).toBe(false)
        expect(verifyHash(key.publicKeySpkiBase64, text, signature)).toBe(false)
        expect(isBenchPublicKey(text)).toBe(false)
      }),
    )
    expect(isBenchPublicKey(key.publicKeySpkiBase64)).toBe(true)
  })
})

describe('keys that are read once', () => {
  const hash = intentHash(genesisHash, { any: 'thing' })

  test('one that was refused stays refused, whatever was read in between', () => {
    // A sound key of an algorithm that no bench signs with.
    const other = generateKeyPairSync('ed448').publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const own = newBenchKey()
    for (const refused of [other, '', 'AAAA']) {
      expect(isBenchPublicKey(refused)).toBe(false)
      expect(verifyHash(own.publicKeySpkiBase64, hash, signHash(own.privateKeyPem, hash))).toBe(true)
      expect(isBenchPublicKey(refused)).toBe(false)
      expect(verifyHash(refused, hash, signHash(own.privateKeyPem, hash))).toBe(false)
    }
    for (const _ of ['first', 'again']) expect(() => signHash('no key', hash)).toThrow()
  })

  test('each stays itself, also when there are more than are kept', () => {
    const keys = Array.from({ length: 150 }, newBenchKey)
    const signatures = keys.map(({ privateKeyPem }) => signHash(privateKeyPem, hash))
    for (const _ of ['first', 'again']) {
      keys.forEach(({ publicKeySpkiBase64, privateKeyPem }, nth) => {
        expect(verifyHash(publicKeySpkiBase64, hash, signatures[nth] ?? '')).toBe(true)
        expect(verifyHash(publicKeySpkiBase64, hash, signatures[(nth + 1) % keys.length] ?? '')).toBe(false)
        // Ed25519 makes the same signature of the same hash.
        expect(signHash(privateKeyPem, hash)).toBe(signatures[nth])
        expect(publicKeyOf(privateKeyPem)).toBe(publicKeySpkiBase64)
      })
    }
  })
})
