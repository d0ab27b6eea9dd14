// Makes an enrolment the bench's own. The database and the safe storage can't be written at once: after a crash in between, a pending identity
// shows whose the secrets are.
import type { BenchStore } from '../../store/bench-store'
import type { Identity } from '../../store/contract'
import type { Secrets } from '../connection/secrets'
import { saveCredentials } from './credentials'
import type { Enrolled } from './enrolled'

/** Throws what the disk or the safe storage throws. */
export async function keepEnrolled(store: BenchStore, secrets: Secrets, enrolled: Enrolled): Promise<void> {
  store.profile.savePendingIdentity(enrolled.identity)
  await saveCredentials(secrets, enrolled.credentials)
  adopt(store, enrolled)
}

/** What was done before is signed anew for the same facility, and kept aside for another. */
export function adopt(store: BenchStore, { identity, credentials }: Enrolled): void {
  const formerSigner = store.setSigner(credentials)
  try {
    store.transact(() => becomeIdentity(store, identity))
  } catch (error) {
    // The disk has refused. As long as it does, acts are signed by the bench that the profile names.
    if (formerSigner !== null) store.setSigner(formerSigner)
    throw error
  }
}

function becomeIdentity({ profile, mirror, outbox }: BenchStore, identity: Identity): void {
  const former = profile.identity()
  if (former !== null && !isSameFacility(former, identity)) {
    mirror.clear()
    outbox.parkAll({ kind: 'otherFacility', facilityName: former.facilityName })
  }
  outbox.reissue()
  const renewal = profile.renewal()
  if (renewal !== null) {
    profile.addNotice({ kind: 'newIdentity', atMs: renewal.sinceMs, why: renewal.why })
    profile.saveRenewal(null)
  }
  profile.saveIdentity(identity)
  profile.savePendingIdentity(null)
}

/** The address may change; the facility is what the mirror is of. */
const isSameFacility = (a: Identity, b: Identity): boolean =>
  a.facilityId === b.facilityId && a.facilityName === b.facilityName && a.organizationName === b.organizationName
