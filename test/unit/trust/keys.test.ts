import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  genesisHash,
  intentHash,
  isBenchPublicKey,
  newBenchKey,
  publicKeyOf,
  signHash,
  verifyHash,
} from '../../../src/trust'

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
