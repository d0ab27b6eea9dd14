// Each signed record names the hash of the one before it: leaving one out, or changing one, shows in every later hash.
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical'

/** `prevHash` of the first record of a chain: there is nothing before it. */
export const genesisHash = '0'.repeat(64)

/**
 * SHA-256, lower-case hex, over the text of `prevHash` followed by the canonical JSON of the intent.
 * `unsignedIntent`: every field of the envelope but `hash` and `signature`; both are left out if they are there.
 */
export function intentHash(prevHash: string, unsignedIntent: object): string {
  const { hash: _hash, signature: _signature, ...signed } = unsignedIntent as Record<string, unknown>
  return createHash('sha256').update(prevHash, 'utf8').update(canonicalJson(signed), 'utf8').digest('hex')
}
