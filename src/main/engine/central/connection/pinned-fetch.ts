// Fetches from a server that is known by its key, whoever signed its certificate (docs/decisions/0056). Node's own fetch takes no such rule.
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Agent, buildConnector, fetch } from 'undici'
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import { keyOfCertificate } from '../../../../trust'
import type { Fetch } from './fetch'
import { OtherKeyError } from './network-trouble'

const connectMs = 10_000

/** Of the server at the other end of a finished handshake, which has proved that it holds the key; null if it showed no certificate. */
function peerKeyOf(socket: Socket): Fingerprint | null {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
  return certificate === undefined ? null : keyOfCertificate(certificate)
}

function connectorTo(pin: Fingerprint): buildConnector.connector {
  const connect = buildConnector({
    // SECURITY: names and authorities are not asked because the key is: below, before any byte of a request is written.
    rejectUnauthorized: false,
    // SECURITY: a resumed session would show no certificate to compare.
    maxCachedSessions: 0,
    timeout: connectMs,
  })
  return (options, done) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return done(error, null)
      // SECURITY: a connection without TLS has no key, and is refused as well.
      const seen = peerKeyOf(socket)
      if (seen === pin) return done(null, socket)
      socket.destroy()
      done(new OtherKeyError(pin, seen), null)
    })
}

const agents = new Map<Fingerprint, Agent>()

function agentTo(pin: Fingerprint): Agent {
  const agent = agents.get(pin) ?? new Agent({ connect: connectorTo(pin) })
  agents.set(pin, agent)
  return agent
}

/** Rejects, with an `OtherKeyError` as its cause, where the server shows another key. */
export const pinnedFetch =
  (pin: Fingerprint): Fetch =>
  (url, init) =>
    fetch(url, { ...init, dispatcher: agentTo(pin) })
