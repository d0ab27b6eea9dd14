// Central's key, as people compare it and benches pin it: one form, wherever it is written (docs/decisions/0056).
declare const brand: unique symbol

/** SHA-256 of the certificate's public key (SPKI, DER): 64 lower-case hex digits. A renewed certificate of the same key keeps it. */
export type Fingerprint = string & { readonly [brand]: 'Fingerprint' }

/** Reads it as people write it: either case, with or without colons, blanks and hyphens between the digits. Null if it is none. */
export function parseFingerprint(text: string): Fingerprint | null {
  const digits = text.replace(/[\s:-]/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(digits) ? (digits as Fingerprint) : null
}
