// The signature over the list of a version's packages: Ed25519, detached, Base64, in a file beside the list.
import { createPublicKey, verify } from 'node:crypto'
import type { UpdateRefusal } from '../../../shared/views/program'

/** The list's file is signed byte by byte as it is; it holds the digest of every package. */
export const signatureFileOf = (channelFile: string): string => `${channelFile}.sig`

const signatureText = /^[A-Za-z0-9+/]{86}==\s*$/

/** Null for a good signature. `signature`: text of its file; null if there is none. `publicKeyPem`: SPKI. */
export function signatureProblem(
  list: Uint8Array,
  signature: string | null,
  publicKeyPem: string,
): Extract<UpdateRefusal, 'unsigned' | 'wronglySigned'> | null {
  if (signature === null) return 'unsigned'
  if (!signatureText.test(signature)) return 'wronglySigned'
  const key = createPublicKey(publicKeyPem)
  // SECURITY: no other kind of key, whatever lies in the package.
  if (key.asymmetricKeyType !== 'ed25519') return 'wronglySigned'
  return verify(null, list, key, Buffer.from(signature, 'base64')) ? null : 'wronglySigned'
}
