// The one text form of a value that is hashed and signed: canonical JSON by RFC 8785.
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/**
 * Canonical JSON (RFC 8785) of plain data: keys sorted by UTF-16 units, no blanks, one spelling of every number.
 * Throws on what JSON can't hold (NaN, a cycle, a lone surrogate): that is a bug of the caller, never data to sign.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('This value has no JSON form')
  return text
}

/** SHA-256, lower-case hex, over the canonical JSON. */
export const canonicalDigest = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
