// What an enrolment link says about central: where benches reach it, and which key they will meet there.
import { X509Certificate } from 'node:crypto'
import type { Fingerprint } from '../../shared/enrolment/fingerprint'
import type { EnrolmentLink } from '../../shared/enrolment/link'
import { keyOfCertificate } from '../../trust'
import type { Tls } from '../http/server'

export type EnrolmentAddress = Pick<EnrolmentLink, 'central' | 'fingerprint'>

/** SHA-256 of the public key in the first certificate of a PEM text. Throws if there is none. */
export const keyOfPem = (certificate: string): Fingerprint => keyOfCertificate(new X509Certificate(certificate))

/** `url`: where central listens. */
export const enrolmentAddress = ({
  url,
  publicUrl = url,
  tls,
}: {
  readonly url: string
  readonly publicUrl?: string
  readonly tls?: Tls
}): EnrolmentAddress => ({
  central: publicUrl,
  // Behind an http address of a proxy, benches meet no key.
  fingerprint: tls !== undefined && publicUrl.startsWith('https:') ? keyOfPem(tls.cert) : null,
})
