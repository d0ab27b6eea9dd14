// How the bench stands with central.
import type { CertificateDoubt, EnrolmentRefusal } from '../enrolment/central'

/** How the bench stands with central. Times are epoch milliseconds of the bench's clock. */
export type CentralLink =
  | { readonly kind: 'notEnrolled' }
  | { readonly kind: 'enrolling' }
  | {
      readonly kind: 'enrolmentRefused'
      readonly why: EnrolmentRefusal
      readonly url: string
    }
  | { readonly kind: 'firstSync'; readonly received: number; readonly total: number | null }
  | { readonly kind: 'online'; readonly lastContactMs: number }
  | {
      readonly kind: 'offline'
      readonly sinceMs: number
      readonly nextAttemptMs: number | null
      /** Somebody answers in central's place whom this bench does not trust. */
      readonly certificate?: CertificateDoubt
    }
  /** Somebody at the bench wants no network: nothing is sent or fetched until it is turned back. */
  | { readonly kind: 'offlineOnPurpose'; readonly sinceMs: number }
  /**
   * The computer's key store does not give the bench its keys just now: nothing can be signed or sent. Nobody has to do anything at central,
   * and the bench goes on by itself as soon as the key store is open.
   */
  | { readonly kind: 'keyStoreLocked'; readonly sinceMs: number }
  /** Its keys are not on this computer, or another key store's: central knows the bench, and it can't prove who it is. */
  | { readonly kind: 'keysLost' }
  /** Central knows this bench no longer. Work is kept; a new enrolment is needed. */
  | { readonly kind: 'revoked' }
