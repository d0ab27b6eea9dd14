// How a bench becomes known to central, and remains so: identity in the database, token and key with the system's safe storage. The two
// can't be written at once; each secret names its bench, and a pending identity tells whose they are after a crash in between.
import { z } from 'zod'
import { enrolReply } from '../../../../shared/api/bench'
import { assertNever } from '../../../../shared/assert-never'
import type { CentralSeen, EnrolmentRefusal } from '../../../../shared/enrolment/central'
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import { type BenchId, benchId } from '../../../../shared/model/ids'
import { ok, type Result, refused } from '../../../../shared/result'
import { newBenchKey } from '../../../../trust'
import type { BenchStore } from '../../store/bench-store'
import type { Identity } from '../../store/contract'
import { budgetOn } from '../connection/budget'
import { type CallProblem, clientOf } from '../connection/client'
import type { Secrets } from '../connection/secrets'
import { type LookNeeds, lookAtCentral, whyNoAnswer } from './probe'

export interface Credentials {
  readonly benchId: BenchId
  readonly token: string
  readonly privateKeyPem: string
}

export interface Enrolled {
  readonly identity: Identity
  readonly credentials: Credentials
}

const kept = z.object({ benchId: z.string().transform(benchId), value: z.string() })
const keptText = (id: BenchId, value: string) => JSON.stringify({ benchId: id, value })

function keptOf(text: string | null): z.output<typeof kept> | undefined {
  if (text === null) return undefined
  try {
    return kept.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Null if there are none, or token and key belong to different enrolments. */
export async function loadCredentials(secrets: Secrets): Promise<Credentials | null> {
  const token = keptOf(await secrets.get('benchToken'))
  const key = keptOf(await secrets.get('benchPrivateKey'))
  if (token === undefined || key === undefined || token.benchId !== key.benchId) return null
  return { benchId: token.benchId, token: token.value, privateKeyPem: key.value }
}

export async function saveCredentials(
  secrets: Secrets,
  { benchId: id, token, privateKeyPem }: Credentials,
): Promise<void> {
  await secrets.set('benchPrivateKey', keptText(id, privateKeyPem))
  await secrets.set('benchToken', keptText(id, token))
}

export interface EnrolmentRequest {
  readonly url: string
  readonly code: string
  readonly benchName: string
  /** Of the key that a person has confirmed, or that an administrator has named; null where neither was done. */
  readonly fingerprint: Fingerprint | null
}

/** SECURITY: what nobody has confirmed must be vouched for by an authority, before the code leaves the bench. */
function isTrusted({ transport }: CentralSeen): boolean {
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

/** Looks at central, then asks it to know this bench by a new key. Nothing is kept yet. */
export async function requestEnrolment(
  { url, code, benchName, fingerprint }: EnrolmentRequest,
  needs: LookNeeds,
  signal: AbortSignal,
): Promise<Result<Enrolled, EnrolmentRefusal>> {
  const { fetch, clock, timers } = needs
  const seen = await lookAtCentral({ url, expected: fingerprint, judgesClock: false }, needs, signal)
  if (!seen.ok) return seen
  if (!isTrusted(seen.value)) return refused({ kind: 'certificateUnknown' })
  const client = clientOf({
    url,
    token: null,
    fingerprint,
    fetch,
    clock,
    timers,
    budget: budgetOn(clock, timers),
    signal,
    onContact: () => {},
  })
  const { privateKeyPem, publicKeySpkiBase64 } = newBenchKey()
  const answer = await client.call({
    method: 'POST',
    path: '/enrol',
    body: { code, benchName, publicKey: publicKeySpkiBase64 },
    priority: 'now',
    deadlineMs: 15_000,
  })
  if (!answer.ok) return refused(whyNot(answer.problem))
  const reply = enrolReply.safeParse(answer.value)
  if (!reply.success) return refused({ kind: 'notCentral' })
  const { token, organization } = reply.data
  const id = benchId(reply.data.benchId)
  return ok({
    identity: {
      benchId: id,
      centralUrl: url,
      organizationName: organization.name,
      facilityId: organization.facility.id,
      facilityName: organization.facility.name,
      ...(fingerprint && { fingerprint }),
    },
    credentials: { benchId: id, token, privateKeyPem },
  })
}

function whyNot(problem: CallProblem): EnrolmentRefusal {
  if (problem.kind === 'refused') return { kind: 'codeUnknown' }
  if (problem.kind !== 'revoked') return whyNoAnswer(problem)
  if (problem.reason === 'used') return { kind: 'codeUsed' }
  return { kind: problem.reason === 'expired' ? 'codeExpired' : 'codeUnknown' }
}

/** The address may change; the facility is what the mirror is of. */
const isSameFacility = (a: Identity, b: Identity): boolean =>
  a.facilityId === b.facilityId && a.facilityName === b.facilityName && a.organizationName === b.organizationName

/** Makes an enrolment the bench's own: what was done before is signed anew for the same facility, and kept aside for another. */
export function adopt(store: BenchStore, { identity, credentials }: Enrolled): void {
  const formerSigner = store.setSigner(credentials)
  const take = () => {
    const former = store.profile.identity()
    if (former !== null && !isSameFacility(former, identity)) {
      store.mirror.clear()
      store.outbox.parkAll({ kind: 'otherFacility', facilityName: former.facilityName })
    }
    store.outbox.reissue()
    const renewal = store.profile.renewal()
    if (renewal !== null) {
      store.profile.addNotice({ kind: 'newIdentity', atMs: renewal.sinceMs, why: renewal.why })
      store.profile.saveRenewal(null)
    }
    store.profile.saveIdentity(identity)
    store.profile.savePendingIdentity(null)
  }
  try {
    store.transact(take)
  } catch (error) {
    // The disk has refused: until it does not, what is done here is signed by whom the profile names.
    if (formerSigner !== null) store.setSigner(formerSigner)
    throw error
  }
}
