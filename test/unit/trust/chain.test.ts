import { describe, expect, test } from 'vitest'
import { genesisHash, intentHash } from '../../../src/trust'

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
