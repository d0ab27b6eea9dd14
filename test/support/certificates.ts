// Certificates as laboratories have them: made by themselves, by an authority of their own, run out, of another host.
import 'reflect-metadata'
import { createHash } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { type Fingerprint, parseFingerprint } from '../../src/shared/enrolment/fingerprint'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export type Keys = CryptoKeyPair

export const newKeys = (): Promise<Keys> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

export interface CertificateOptions {
  /** A renewed certificate is one of the same keys. */
  readonly keys?: Keys
  readonly commonName?: string
  readonly hosts?: readonly string[]
  readonly addresses?: readonly string[]
  /** Days from now. */
  readonly from?: number
  readonly to?: number
}

export interface TestCertificate {
  /** PEM. */
  readonly cert: string
  readonly key: string
  readonly keys: Keys
  readonly fingerprint: Fingerprint
}

const dayMs = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)

/** Self-signed, for this computer unless said otherwise. */
export async function aCertificate(options: CertificateOptions = {}): Promise<TestCertificate> {
  const { commonName = 'central.clinic.example', hosts = ['localhost'], addresses = ['127.0.0.1'] } = options
  const keys = options.keys ?? (await newKeys())
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: createHash('sha256').update(`${commonName}${options.to}`).digest('hex').slice(0, 16),
    name: `CN=${commonName}, O=Lake Street Clinic`,
    notBefore: inDays(options.from ?? -1),
    notAfter: inDays(options.to ?? 365),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        ...hosts.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  })
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', keys.publicKey))
  const fingerprint = parseFingerprint(createHash('sha256').update(spki).digest('hex'))
  if (fingerprint === null) throw new Error('a SHA-256 is no fingerprint')
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`
  return { cert: certificate.toString('pem'), key, keys, fingerprint }
}
