// How a bench proves that its new key belongs to it: old and new key both sign the same statement.
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical'

export interface RenewalStatement {
  /** The identity that is given up. */
  readonly renews: string
  /** SPKI, DER, base64. */
  readonly publicKey: string
  /** SHA-256, lower-case hex, of the token that the bench has made for itself. */
  readonly tokenHash: string
}

/** SHA-256, lower-case hex. The leading word keeps it apart from an intent's hash, which the same key signs. */
export const renewalHash = ({ renews, publicKey, tokenHash }: RenewalStatement): string =>
  createHash('sha256')
    .update('renewal', 'utf8')
    .update(canonicalJson({ renews, publicKey, tokenHash }), 'utf8')
    .digest('hex')
