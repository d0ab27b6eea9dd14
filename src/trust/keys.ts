// Ed25519 keys of a bench: made and kept at the bench, its public half known to central since enrolment.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

export interface BenchKey {
  /** PKCS #8, PEM. */
  readonly privateKeyPem: string
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly publicKeySpkiBase64: string
}

/** A new key pair, from the system's secure random source. */
export function newBenchKey(): BenchKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeySpkiBase64: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  }
}

/** The public half: SubjectPublicKeyInfo, DER, base64. `privateKeyPem`: PKCS #8, PEM. */
export const publicKeyOf = (privateKeyPem: string): string =>
  createPublicKey(createPrivateKey(privateKeyPem)).export({ type: 'spki', format: 'der' }).toString('base64')

const ed25519Key = (publicKeySpkiBase64: string): KeyObject | undefined => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKeySpkiBase64, 'base64'), format: 'der', type: 'spki' })
    // SECURITY: another algorithm's key would make `verify` accept that algorithm's signatures.
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

/** Whether this is the SPKI (DER, base64) of an Ed25519 key. */
export const isBenchPublicKey = (publicKeySpkiBase64: string): boolean => ed25519Key(publicKeySpkiBase64) !== undefined

/** A key ready to sign with: to parse its text takes longer than to sign. `privateKeyPem`: PKCS #8, PEM. */
export const signingKey = (privateKeyPem: string): KeyObject => createPrivateKey(privateKeyPem)

/** Ed25519 over the 32 bytes of `hash` (hex); base64. `key`: as `signingKey` gives it, or its text. */
export function signHash(key: KeyObject | string, hash: string): string {
  return sign(null, Buffer.from(hash, 'hex'), key).toString('base64')
}

/** Whether `signature` (base64) was made over the bytes of `hash` (64 hex digits) by the owner of the public key. False for anything malformed. */
export function verifyHash(publicKeySpkiBase64: string, hash: string, signature: string): boolean {
  const key = ed25519Key(publicKeySpkiBase64)
  if (!key || !/^[0-9a-f]{64}$/.test(hash)) return false
  return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))
}
