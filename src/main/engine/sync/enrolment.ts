// How a bench becomes known to central, and remains so: identity in the database, token and key with the system's safe storage. The two
// can't be written at once; each secret names its bench, and a pending identity tells whose they are after a crash in between.
import { z } from 'zod'
import { enrolReply } from '../../../shared/api/bench'
import { type BenchId, benchId } from '../../../shared/model/ids'
import type { Clock, Timers } from '../../../shared/ports'
import { ok, type Result, refused } from '../../../shared/result'
import { newBenchKey } from '../../../trust'
import type { Secrets } from '../secrets'
import type { BenchStore } from '../store/bench-store'
import type { Identity } from '../store/contract'
import { budgetOn } from './budget'
import { clientOf, type Fetch } from './client'
import type { EnrolmentRefusal } from './link'

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
}

/** Asks central to know this bench by a new key. Nothing is kept yet. */
export async function requestEnrolment(
  { url, code, benchName }: EnrolmentRequest,
  { fetch, clock, timers }: { readonly fetch: Fetch; readonly clock: Clock; readonly timers: Timers },
  signal: AbortSignal,
): Promise<Result<Enrolled, EnrolmentRefusal>> {
  const client = clientOf({
    url,
    token: null,
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
  if (!answer.ok) return refused(whyNot(answer.problem.kind))
  const reply = enrolReply.safeParse(answer.value)
  if (!reply.success) return refused('notCentral')
  const { token, organization } = reply.data
  const id = benchId(reply.data.benchId)
  return ok({
    identity: {
      benchId: id,
      centralUrl: url,
      organizationName: organization.name,
      facilityId: organization.facility.id,
      facilityName: organization.facility.name,
    },
    credentials: { benchId: id, token, privateKeyPem },
  })
}

function whyNot(kind: string): EnrolmentRefusal {
  if (kind === 'revoked' || kind === 'refused') return 'codeUnknown'
  return kind === 'notUnderstood' || kind === 'tooLarge' ? 'notCentral' : 'unreachable'
}

/** The address may change; the facility is what the mirror is of. */
const isSameFacility = (a: Identity, b: Identity): boolean =>
  a.facilityId === b.facilityId && a.facilityName === b.facilityName && a.organizationName === b.organizationName

/** Makes an enrolment the bench's own: what was done before is signed anew for the same facility, and kept aside for another. */
export function adopt(store: BenchStore, { identity, credentials }: Enrolled): void {
  store.setSigner(credentials)
  store.transact(() => {
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
  })
}
