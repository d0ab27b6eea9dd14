// Who a bench is when it starts: what the profile says, beside what the safe storage has kept. A crash may have come between the two.

import type { Identity } from '../../store/contract/profile'
import type { BenchStore } from '../../store/contract/store'
import type { Secrets } from '../connection/secrets'
import { adopt } from './adopt'
import { type Credentials, loadCredentials, saveCredentials, signerOf } from './credentials'
import { renewedCredentials } from './next-identity'

/** What the profile and the safe storage have kept. */
export interface Kept {
  readonly identity: Identity | null
  /** An enrolment or renewal whose secrets may not have been kept. */
  readonly pending: Identity | null
  readonly credentials: Credentials | null
}

export type Resumed =
  | { readonly kind: 'notEnrolled' }
  /** It is enrolled, but its secrets are gone: only a code helps. */
  | { readonly kind: 'keysLost' }
  | { readonly kind: 'ready'; readonly credentials: Credentials }

export interface AtStart {
  /** To become the bench's own. A pending identity that is not is to be forgotten. */
  readonly adopts: Identity | null
  readonly bench: Resumed
}

export function atStart({ identity, pending, credentials }: Kept): AtStart {
  if (credentials !== null && credentials.benchId === pending?.benchId) {
    return { adopts: pending, bench: { kind: 'ready', credentials } }
  }
  if (identity === null) return { adopts: null, bench: { kind: 'notEnrolled' } }
  const isOurs = credentials !== null && credentials.benchId === identity.benchId
  return { adopts: null, bench: isOurs ? { kind: 'ready', credentials } : { kind: 'keysLost' } }
}

/** A bench that is ready can sign again. Throws what the disk or the safe storage throws; can be tried again then. */
export async function resumeIdentity(store: BenchStore, secrets: Secrets): Promise<Resumed> {
  const { profile } = store
  const pending = profile.pendingIdentity()
  const renewed = pending && (await renewedCredentials(secrets, pending))
  if (renewed !== null) await saveCredentials(secrets, renewed)
  const credentials = renewed ?? (await loadCredentials(secrets))
  const { adopts, bench } = atStart({ identity: profile.identity(), pending, credentials })
  if (adopts === null && pending !== null) profile.savePendingIdentity(null)
  if (bench.kind !== 'ready') return bench
  if (adopts !== null) adopt(store, { identity: adopts, credentials: bench.credentials })
  store.setSigner(signerOf(store, bench.credentials))
  return bench
}
