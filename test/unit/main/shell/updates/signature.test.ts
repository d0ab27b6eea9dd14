import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelText, signatureOf } from '../../../../../scripts/package/channel.mjs'
import { signatureProblem } from '../../../../../src/main/shell/updates/signature'

const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const list = channelText('0.2.0', [{ url: 'cryobench_0.2.0_amd64.deb', size: 3, sha512: 'AAAA' }])
const bytes = Buffer.from(list)

describe('the signature of a list of packages', () => {
  it('is good as `npm run package` makes it', () => {
    expect(signatureProblem(bytes, `${signatureOf(list, privateKey)}\n`, pem(publicKey))).toBeNull()
  })

  it('of another key is refused', () => {
    const other = generateKeyPairSync('ed25519')
    expect(signatureProblem(bytes, signatureOf(list, other.privateKey), pem(publicKey))).toBe('wronglySigned')
  })

  it('by another kind of key is refused, even if that key came with the program', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const signature = sign('sha256', bytes, rsa.privateKey).toString('base64')
    expect(signatureProblem(bytes, signature, pem(rsa.publicKey))).toBe('wronglySigned')
    expect(signatureProblem(bytes, signatureOf(list, privateKey), pem(rsa.publicKey))).toBe('wronglySigned')
  })

  it('that is missing is told as that', () => {
    expect(signatureProblem(bytes, null, pem(publicKey))).toBe('unsigned')
  })

  it('of any other text, or over any other list, is refused and never throws', () => {
    const good = signatureOf(list, privateKey)
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(signatureProblem(bytes, text, pem(publicKey))).toBe('wronglySigned')
      }),
    )
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes)
        changed.writeUInt8(changed.readUInt8(at) ^ change, at)
        expect(signatureProblem(changed, good, pem(publicKey))).toBe('wronglySigned')
      }),
    )
  })
})
