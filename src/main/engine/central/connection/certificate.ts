// Fetches a server's certificate without trusting the server and without sending it anything.
import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls'
import type { CertificateView } from '../../../../shared/enrolment/central'
import type { Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import { keyOfCertificate } from '../../../../trust'
import { codeOf } from './network-trouble'

export interface SeenCertificate {
  readonly view: CertificateView
  /** It names the host that was asked for. */
  readonly isOfHost: boolean
  /** Whom it names, for a person. */
  readonly names: string
}

/** `code`: the system's or OpenSSL's; null if it took too long. */
export interface ConnectProblem {
  readonly code: string | null
}

const deadlineMs = 10_000
const longestName = 200

/** SECURITY: whoever answers has written it: no control characters, and no more than fits a screen. */
const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ', ').slice(0, longestName)

/** `O=Clinic\nCN=central` as people read it, the most telling part first. */
function nameOf(text: string): string {
  const parts = text.split('\n')
  const ordered = [
    ...parts.filter((part) => part.startsWith('CN=')),
    ...parts.filter((part) => !part.startsWith('CN=')),
  ]
  return shown(ordered.map((part) => part.replace(/^[A-Za-z0-9.]+=/, '')).join(', '))
}

function viewOf(certificate: X509Certificate, isVouchedFor: boolean): CertificateView {
  const { subject, issuer, validFrom, validTo } = certificate
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validFromMs: Date.parse(validFrom),
    validToMs: Date.parse(validTo),
    fingerprint: keyOfCertificate(certificate),
    vouchedBy: isVouchedFor ? 'authority' : certificate.checkIssued(certificate) ? 'own' : 'other',
  }
}

/** `url`: https. The connection ends as soon as the certificate is there. */
export function certificateAt(
  url: string,
  timers: Timers,
  signal: AbortSignal,
): Promise<Result<SeenCertificate, ConnectProblem>> {
  const { hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const socket: TLSSocket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // SECURITY: only to see it. What is done with it is decided by rule and by a person; nothing is written to this connection.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ALPNProtocols: ['http/1.1'],
    })
    const end = (result: Result<SeenCertificate, ConnectProblem>) => {
      cancel()
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      resolve(result)
    }
    const giveUp = () => end(refused({ code: null }))
    const cancel = timers.after(deadlineMs, giveUp)
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) return giveUp()
    socket.once('error', (error) => end(refused({ code: codeOf(error) })))
    socket.once('close', () => end(refused({ code: null })))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      if (certificate === undefined) return end(refused({ code: 'EPROTO' }))
      const view = viewOf(certificate, socket.authorized)
      const isOfHost = checkServerIdentity(host, certificate.toLegacyObject()) === undefined
      const names = shown(
        certificate.subjectAltName?.replace(/\b(DNS|IP Address):/g, '') ?? nameOf(certificate.subject),
      )
      end(ok({ view, isOfHost, names }))
    })
  })
}
