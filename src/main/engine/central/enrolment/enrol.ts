// Asks a central to know this bench, by a one-time code. Nothing is kept yet.
import { enrolReply } from '../../../../shared/api/bench'
import { assertNever } from '../../../../shared/assert-never'
import type { CentralSeen, EnrolmentRefusal } from '../../../../shared/enrolment/central'
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import { ok, type Result, refused } from '../../../../shared/result'
import { newBenchKey } from '../../../../trust'
import type { CallProblem } from '../connection/call-problem'
import { clientOutsideSession } from '../connection/client'
import type { CallNeeds } from '../connection/request'
import { type Enrolled, enrolledAs } from './enrolled'
import { probeCentral, whyNoAnswer } from './probe'

export interface EnrolmentRequest {
  readonly url: string
  readonly code: string
  readonly benchName: string
  /** Of the key that a person has confirmed, or that an administrator has named; null where neither was done. */
  readonly fingerprint: Fingerprint | null
}

/** SECURITY: what nobody has confirmed must be vouched for by an authority, before the code leaves the bench. */
export function isTrusted({ transport }: CentralSeen): boolean {
  switch (transport.kind) {
    case 'here':
    case 'open':
      return true
    case 'tls':
      return transport.isExpected || transport.certificate.vouchedBy === 'authority'
    default:
      return assertNever(transport)
  }
}

/** Why central did not accept the code. */
export function whyNotEnrolled(problem: CallProblem): EnrolmentRefusal {
  if (problem.kind === 'refused') return { kind: 'codeUnknown' }
  if (problem.kind !== 'revoked') return whyNoAnswer(problem)
  if (problem.reason === 'used') return { kind: 'codeUsed' }
  return { kind: problem.reason === 'expired' ? 'codeExpired' : 'codeUnknown' }
}

/** Probes central, then asks it to know this bench by a new key. */
export async function requestEnrolment(
  { url, code, benchName, fingerprint }: EnrolmentRequest,
  needs: CallNeeds,
  signal: AbortSignal,
): Promise<Result<Enrolled, EnrolmentRefusal>> {
  const seen = await probeCentral({ url, expected: fingerprint, judgesClock: false }, needs, signal)
  if (!seen.ok) return seen
  if (!isTrusted(seen.value)) return refused({ kind: 'certificateUnknown' })
  const client = clientOutsideSession({ url, token: null, fingerprint }, needs, signal)
  const { privateKeyPem, publicKeySpkiBase64 } = newBenchKey()
  const answer = await client.call({
    method: 'POST',
    path: '/enrol',
    body: { code, benchName, publicKey: publicKeySpkiBase64 },
    priority: 'now',
    deadlineMs: 15_000,
  })
  if (!answer.ok) return refused(whyNotEnrolled(answer.problem))
  const reply = enrolReply.safeParse(answer.value)
  if (!reply.success) return refused({ kind: 'notCentral' })
  return ok(enrolledAs({ ...reply.data, url, fingerprint, privateKeyPem }))
}
