// How the bench stands with central, as a pure function of what happened.

import { assertNever } from '../../../../shared/assert-never'
import type { CertificateDoubt, EnrolmentRefusal } from '../../../../shared/enrolment/central'
import type { CentralLink } from '../../../../shared/views/central-link'

/** Of a snapshot that an earlier run began. */
interface SnapshotSoFar {
  readonly received: number
  readonly total: number
}

/** Times are epoch milliseconds of the bench's clock. */
export type LinkEvent =
  | { readonly kind: 'notEnrolled' }
  | { readonly kind: 'enrolling' }
  | { readonly kind: 'enrolmentRefused'; readonly why: EnrolmentRefusal; readonly url: string }
  /** An enrolment, new or of an earlier run. Without a mirror the first sync comes next. */
  | { readonly kind: 'enrolled'; readonly hasMirror: boolean; readonly atMs: number; readonly snapshot?: SnapshotSoFar }
  | { readonly kind: 'snapshot'; readonly received: number; readonly total: number | null }
  /** Central answered something; that alone is not being online. */
  | { readonly kind: 'contact'; readonly atMs: number }
  /** The mirror is where central's feed is. */
  | { readonly kind: 'caughtUp'; readonly atMs: number }
  | {
      readonly kind: 'lost'
      readonly atMs: number
      readonly nextAttemptMs: number | null
      readonly certificate?: CertificateDoubt
    }
  | { readonly kind: 'revoked' }
  /** The key store has not given the bench's keys, once more. */
  | { readonly kind: 'keyStoreLocked'; readonly atMs: number }
  | { readonly kind: 'keysLost' }
  /** Somebody wants no network. */
  | { readonly kind: 'offlineOnPurpose'; readonly sinceMs: number }
  /** The bench's clock was set by so many milliseconds: what it had dated moves along, so that no duration changes. */
  | { readonly kind: 'clockSet'; readonly byMs: number }

const online = (lastContactMs: number): CentralLink => ({ kind: 'online', lastContactMs })

const offline = (
  sinceMs: number,
  { nextAttemptMs, certificate }: Extract<LinkEvent, { kind: 'lost' }>,
): CentralLink => ({
  kind: 'offline',
  sinceMs,
  nextAttemptMs,
  ...(certificate && { certificate }),
})

export function linkAfter(link: CentralLink, event: LinkEvent): CentralLink {
  switch (event.kind) {
    case 'notEnrolled':
    case 'enrolling':
    case 'revoked':
    case 'keysLost':
      return { kind: event.kind }
    case 'keyStoreLocked':
      return link.kind === 'keyStoreLocked' ? link : { kind: 'keyStoreLocked', sinceMs: event.atMs }
    case 'offlineOnPurpose':
      return { kind: 'offlineOnPurpose', sinceMs: event.sinceMs }
    case 'enrolmentRefused':
      return { kind: 'enrolmentRefused', why: event.why, url: event.url }
    case 'enrolled':
      if (!event.hasMirror) return { kind: 'firstSync', received: 0, total: null, ...event.snapshot }
      return { kind: 'offline', sinceMs: event.atMs, nextAttemptMs: event.atMs }
    case 'snapshot':
      return { kind: 'firstSync', received: event.received, total: event.total }
    case 'contact':
      return link.kind === 'online' ? online(event.atMs) : link
    case 'caughtUp':
      return online(event.atMs)
    case 'lost':
      if (link.kind === 'offline') return offline(link.sinceMs, event)
      return link.kind === 'online' || link.kind === 'firstSync' ? offline(event.atMs, event) : link
    case 'clockSet':
      return movedBy(link, event.byMs)
    default:
      return assertNever(event)
  }
}

function movedBy(link: CentralLink, byMs: number): CentralLink {
  switch (link.kind) {
    case 'online':
      return online(link.lastContactMs + byMs)
    case 'offline': {
      const { sinceMs, nextAttemptMs } = link
      return { ...link, sinceMs: sinceMs + byMs, nextAttemptMs: nextAttemptMs === null ? null : nextAttemptMs + byMs }
    }
    case 'offlineOnPurpose':
    case 'keyStoreLocked':
      return { ...link, sinceMs: link.sinceMs + byMs }
    case 'notEnrolled':
    case 'enrolling':
    case 'enrolmentRefused':
    case 'firstSync':
    case 'keysLost':
    case 'revoked':
      return link
    default:
      return assertNever(link)
  }
}
