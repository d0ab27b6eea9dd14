// Tokens, codes and client secrets: made from secure random bytes, stored only as hashes.

import { createHash, timingSafeEqual } from 'node:crypto'
import { tokenBytes } from '../../shared/model/limits'
import type { SecretBytes } from '../../shared/ports'

/** Crockford's alphabet: no letter that a person takes for a digit. */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 12

export const newToken = (secrets: SecretBytes): string => Buffer.from(secrets.bytes(tokenBytes)).toString('base64url')

/** 60 bits, in three groups: `7KQ2-M9XD-04TB`. */
export function newCode(secrets: SecretBytes): string {
  const letters = [...secrets.bytes(codeLength)].map((byte) => codeAlphabet.charAt(byte % codeAlphabet.length))
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((group) => group.join('')).join('-')
}

/** The code however people type it: any case, with or without hyphens and spaces, O for 0, I or L for 1. */
export const typedCode = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')

/** All secrets have at least 60 bits of entropy, so a plain hash is enough. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex')

/** SECURITY: compares in constant time. */
export function isSecret(secret: string, hash: string): boolean {
  const given = Buffer.from(secretHash(secret), 'hex')
  const kept = Buffer.from(hash, 'hex')
  return given.length === kept.length && timingSafeEqual(given, kept)
}
