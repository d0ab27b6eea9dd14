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

/** Reading a key takes OpenSSL longer than signing with it, and the same few keys come again and again. */
const keysKept = 64

/** `read`, which remembers the keys that it made of the latest texts. */
function remembering<Key extends KeyObject | undefined>(read: (text: string) => Key): (text: string) => Key {
  const known = new Map<string, Key>()
  return (text) => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    const key = read(text)
    // What is no key costs its reading each time, and drives no other out.
    if (key === undefined) return key
    if (known.size >= keysKept) known.clear()
    known.set(text, key)
    return key
  }
}

const privateKeyOf = remembering((pem) => createPrivateKey(pem))

/** The public half: SubjectPublicKeyInfo, DER, base64. `privateKeyPem`: PKCS #8, PEM. */
export const publicKeyOf = (privateKeyPem: string): string =>
  createPublicKey(privateKeyOf(privateKeyPem)).export({ type: 'spki', format: 'der' }).toString('base64')

const ed25519Key = remembering((publicKeySpkiBase64): KeyObject | undefined => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKeySpkiBase64, 'base64'), format: 'der', type: 'spki' })
    // SECURITY: another algorithm's key would make `verify` accept that algorithm's signatures.
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
})

/** Whether this is the SPKI (DER, base64) of an Ed25519 key. */
export const isBenchPublicKey = (publicKeySpkiBase64: string): boolean => ed25519Key(publicKeySpkiBase64) !== undefined

/** Ed25519 over the 32 bytes of `hash` (hex); base64. */
export function signHash(privateKeyPem: string, hash: string): string {
  return sign(null, Buffer.from(hash, 'hex'), privateKeyOf(privateKeyPem)).toString('base64')
}

/** Whether `signature` (base64) was made over the bytes of `hash` (64 hex digits) by the owner of the public key. False for anything malformed. */
export function verifyHash(publicKeySpkiBase64: string, hash: string, signature: string): boolean {
  const key = ed25519Key(publicKeySpkiBase64)
  if (!key || !/^[0-9a-f]{64}$/.test(hash)) return false
  return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))
}
