// What stood in the way of a request: Node and its libraries put the reason below the error, sometimes several levels deep.
import type { CertificateDoubt } from '../../../../shared/enrolment/central'
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import { errorCode } from '../../../../shared/error-text'

/** The server at the other end is not the one whose key this bench knows. Nothing was sent to it. */
export class OtherKeyError extends Error {
  constructor(
    readonly expected: Fingerprint,
    /** Null: there was no certificate at all. */
    readonly seen: Fingerprint | null,
  ) {
    super('Central shows another key than the one this bench knows')
  }
}

const deepest = 5

function* causesOf(error: unknown): Generator<unknown> {
  for (let level = 0, each = error; level < deepest && each !== undefined; level++) {
    yield each
    each = each instanceof Error ? each.cause : undefined
  }
}

/** The system's or OpenSSL's code, such as `ENOTFOUND`; null if there is none. */
export function codeOf(error: unknown): string | null {
  for (const cause of causesOf(error)) {
    const code = errorCode(cause)
    if (code !== undefined) return code
  }
  return null
}

const outOfDate = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])
const ofOther = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'])
const unknown = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'INVALID_CA',
])

/** Null if the trouble is not the server's certificate. */
export function certificateDoubtOf(error: unknown): CertificateDoubt | null {
  for (const cause of causesOf(error)) {
    if (cause instanceof OtherKeyError) return { kind: 'otherKey', expected: cause.expected, seen: cause.seen }
  }
  const code = codeOf(error) ?? ''
  if (outOfDate.has(code)) return { kind: 'outOfDate' }
  if (ofOther.has(code)) return { kind: 'ofOther' }
  return unknown.has(code) ? { kind: 'unknown' } : null
}

/** Nobody knows a host of this name. */
export const isNoSuchHost = (code: string | null): boolean => code === 'ENOTFOUND' || code === 'EAI_AGAIN'

/** Somebody is there who does not speak TLS. */
export const isNoTls = (code: string | null): boolean =>
  code !== null && /^(ERR_SSL_|EPROTO$)/.test(code) && !code.includes('ALERT')
