// What a bench learns of a central before it trusts it with a code, and why it may not. Plain data for the screens.
import type { WhyNotSaved } from '../model/not-saved'
import type { Fingerprint } from './fingerprint'
import type { LinkProblem } from './link'

/** A server's certificate as a person compares it. Times are epoch milliseconds. */
export interface CertificateView {
  readonly subject: string
  readonly issuer: string
  readonly validFromMs: number
  readonly validToMs: number
  readonly fingerprint: Fingerprint
  /** `authority`: signed by one that every computer knows. `own`: by itself. `other`: by one that this computer doesn't know. */
  readonly vouchedBy: 'authority' | 'own' | 'other'
}

/** How what is said to central is kept from others. `here`: it never leaves this computer. `open`: everybody on the way can read it. */
export type Transport =
  | { readonly kind: 'here' }
  | { readonly kind: 'open' }
  | {
      readonly kind: 'tls'
      readonly certificate: CertificateView
      /** A link or a policy has named this very key. */
      readonly isExpected: boolean
    }

/** A central that answers, whose clock agrees, and whose certificate is in order. Nothing was sent to it yet. */
export interface CentralSeen {
  readonly url: string
  readonly transport: Transport
}

export type EnrolmentRefusal =
  | { readonly kind: 'codeUnknown' | 'codeUsed' | 'codeExpired' }
  | { readonly kind: 'unreachable' | 'noSuchHost' | 'notCentral' | 'noTls' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  | { readonly kind: 'clockWrong'; readonly benchMs: number; readonly centralMs: number }
  | { readonly kind: 'certificateOutOfDate'; readonly validFromMs: number; readonly validToMs: number }
  | { readonly kind: 'certificateOfOther'; readonly host: string; readonly names: string }
  /** Nobody was asked, and no authority vouches for it. */
  | { readonly kind: 'certificateUnknown' }
  | { readonly kind: 'otherFingerprint'; readonly expected: Fingerprint; readonly seen: Fingerprint }
  /** Central has enrolled it, and the code is used; the disk or the key store does not take it, and is asked again. */
  | { readonly kind: 'notKept'; readonly why: WhyNotSaved; readonly detail: string }
  /** The same at a bench that is enrolled already: it goes on as the one it was, and nothing is asked again. */
  | { readonly kind: 'formerKept'; readonly why: WhyNotSaved; readonly detail: string }

/** Why the certificate of a central that this bench belongs to was not accepted. Nothing was sent. */
export type CertificateDoubt =
  | { readonly kind: 'otherKey'; readonly expected: Fingerprint; readonly seen: Fingerprint | null }
  /** By the rules of certificates, where the bench has no key to hold on to. */
  | { readonly kind: 'outOfDate' | 'ofOther' | 'unknown' }

/** What a link brought to this bench. It waits for a person, and does nothing. */
export type Invitation =
  | {
      readonly kind: 'offered'
      readonly central: string
      readonly code: string
      readonly fingerprint: Fingerprint | null
    }
  | { readonly kind: 'enrolledAlready' }
  | { readonly kind: 'unusable'; readonly why: LinkProblem }
