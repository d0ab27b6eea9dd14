import { createHash, type X509Certificate } from 'node:crypto'
import { type Fingerprint, parseFingerprint } from '../shared/enrolment/fingerprint'

/** SHA-256 of a certificate's public key (SPKI, DER): what benches pin, and what an enrolment link names. */
export function keyOfCertificate({ publicKey }: X509Certificate): Fingerprint {
  const digest = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
  const fingerprint = parseFingerprint(digest)
  if (fingerprint === null) throw new Error(`SHA-256 has given ${digest}`)
  return fingerprint
}
