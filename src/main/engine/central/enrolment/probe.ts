// Probes an address before anything is entrusted to it: does a central answer, does its clock agree, is its certificate in order?

import { helloReply } from '../../../../shared/api/bench'
import type { CentralSeen, EnrolmentRefusal, Transport } from '../../../../shared/enrolment/central'
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import { clockWrongMs } from '../../../../shared/model/limits'
import { ok, type Result, refused } from '../../../../shared/result'
import type { CallProblem } from '../connection/call-problem'
import { certificateAt, type SeenCertificate } from '../connection/certificate'
import { clientOutsideSession } from '../connection/client'
import { isNoSuchHost, isNoTls } from '../connection/network-trouble'
import type { CallNeeds } from '../connection/request'

export interface Probe {
  /** http or https, without a slash at its end. */
  readonly url: string
  /** The key that a link, a policy or a person has named; null if none was. */
  readonly expected: Fingerprint | null
  /** A person is there who can set the clock. A bench that enrols itself must not wait for one: it warns later, and signs no approval. */
  readonly judgesClock: boolean
}

/** Where central names no time. */
const usualWaitMs = 60_000

const isHere = (url: string): boolean => /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(new URL(url).hostname)

/** Says nothing about this bench, and no code. */
export async function probeCentral(
  { url, expected, judgesClock }: Probe,
  needs: CallNeeds,
  signal: AbortSignal,
): Promise<Result<CentralSeen, EnrolmentRefusal>> {
  const isTls = url.toLowerCase().startsWith('https:')
  // SECURITY: if a key was named, nothing is said without TLS.
  if (expected !== null && !isTls) return refused({ kind: 'noTls' })
  const certificate = isTls ? await certificateAt(url, needs.timers, signal) : null
  if (certificate !== null && !certificate.ok) return refused(whyUnreachable(certificate.problem.code))
  const seen = certificate?.value ?? null
  // Whoever holds that key; a person still decides whether it is central's.
  const greeted = await greet(url, seen?.view.fingerprint ?? null, needs, signal)
  if (!greeted.ok) return greeted
  const nowMs = needs.clock.wallMs()
  // First: a certificate that seems to be out of date is most often a bench whose clock is.
  if (judgesClock && greeted.value !== null && Math.abs(nowMs - greeted.value) > clockWrongMs) {
    return refused({ kind: 'clockWrong', benchMs: nowMs, centralMs: greeted.value })
  }
  const wrong = seen && certificateProblem(seen, new URL(url).hostname, expected, nowMs)
  return wrong === null ? ok({ url, transport: transportOf(url, seen, expected) }) : refused(wrong)
}

/** What speaks against a certificate, whatever a person may think of it. */
export function certificateProblem(
  { view, isOfHost, names }: SeenCertificate,
  host: string,
  expected: Fingerprint | null,
  nowMs: number,
): EnrolmentRefusal | null {
  const { fingerprint, validFromMs, validToMs } = view
  if (expected !== null && expected !== fingerprint) return { kind: 'otherFingerprint', expected, seen: fingerprint }
  if (nowMs < validFromMs || nowMs > validToMs) return { kind: 'certificateOutOfDate', validFromMs, validToMs }
  return isOfHost ? null : { kind: 'certificateOfOther', host, names }
}

function transportOf(url: string, seen: SeenCertificate | null, expected: Fingerprint | null): Transport {
  if (seen !== null) return { kind: 'tls', certificate: seen.view, isExpected: expected === seen.view.fingerprint }
  return { kind: isHere(url) ? 'here' : 'open' }
}

/** Central's time, epoch milliseconds; null for a central too old to say it. */
async function greet(
  url: string,
  fingerprint: Fingerprint | null,
  needs: CallNeeds,
  signal: AbortSignal,
): Promise<Result<number | null, EnrolmentRefusal>> {
  const client = clientOutsideSession({ url, token: null, fingerprint }, needs, signal)
  const answer = await client.call({ method: 'GET', path: '/hello', priority: 'now' })
  if (!answer.ok) {
    const { problem } = answer
    return problem.kind === 'refused' && problem.status === 404 ? ok(null) : refused(whyNoAnswer(problem))
  }
  const reply = helloReply.safeParse(answer.value)
  return reply.success ? ok(Date.parse(reply.data.serverTime)) : refused({ kind: 'notCentral' })
}

function whyUnreachable(code: string | null): EnrolmentRefusal {
  if (isNoSuchHost(code)) return { kind: 'noSuchHost' }
  return { kind: isNoTls(code) ? 'noTls' : 'unreachable' }
}

/** Why central can't be asked, or does not answer as one. */
export function whyNoAnswer(problem: CallProblem): EnrolmentRefusal {
  switch (problem.kind) {
    case 'unreachable':
      return whyUnreachable(problem.code ?? null)
    case 'busy':
      return { kind: 'busy', retryAfterMs: problem.retryAfterMs ?? usualWaitMs }
    case 'failed':
    case 'stopped':
      return { kind: 'unreachable' }
    default:
      return { kind: 'notCentral' }
  }
}
