// Who this bench is and how it is set.
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import type { BenchId, FacilityId } from '../../../../shared/model/ids'
import type { Settings } from '../../../../shared/views/settings'
import type { StoreNotice } from '../../../../shared/views/store-notice'

/** Who this bench is. The token and the private key are not here: they are in the shell's safe storage. */
export interface Identity {
  readonly benchId: BenchId
  readonly centralUrl: string
  readonly organizationName: string
  readonly facilityId: FacilityId
  readonly facilityName: string
  /** Of the key that central must show; absent where the certificate's authority is asked instead, and without TLS. */
  readonly fingerprint?: Fingerprint
}

export interface Profile {
  identity(): Identity | null
  saveIdentity(identity: Identity): void
  settings(): Settings
  saveSettings(settings: Settings): void
  currentPerson(): string | null
  saveCurrentPerson(personId: string): void
}

/** The bench's identity may be another machine's too, or an intent of it may be missing here: it must not sign any more. */
export interface Renewal {
  readonly why: 'sequenceUsed' | 'chainBroken' | 'tailUnproven'
  /** Names the chain of what is done until central has given a new identity; central never sees it. */
  readonly standIn: BenchId
  readonly sinceMs: number
}

export interface ProfileForSync extends Profile {
  /** Null while the identity is beyond doubt. */
  renewal(): Renewal | null
  saveRenewal(renewal: Renewal | null): void
  /** What happened to this bench's data, until somebody has read it. */
  notices(): readonly StoreNotice[]
  addNotice(notice: StoreNotice): void
  forgetNotices(): void
  /** Remembers by which key this identity's intents can be checked. `publicKey`: SPKI, DER, base64. */
  rememberKey(benchId: BenchId, publicKey: string): void
  /** An enrolment whose secrets may not have been kept yet. */
  pendingIdentity(): Identity | null
  savePendingIdentity(identity: Identity | null): void
  /** Since when the bench works offline on purpose, epoch milliseconds; null if it doesn't. */
  offlineSinceMs(): number | null
  saveOfflineSinceMs(sinceMs: number | null): void
  /** When central last answered, epoch milliseconds; kept when contact is lost. */
  lastContactMs(): number | null
  saveLastContactMs(atMs: number): void
  /** Public keys (SPKI, DER, base64) of every identity that this bench has had, by bench id. */
  publicKeys(): Readonly<Record<string, string>>
}
