import { assertNever } from '../../shared/assert-never'
import type { CertificateDoubt } from '../../shared/enrolment/central'
import type { CentralLink } from '../../shared/views/central-link'
import type { Format } from '../i18n/format'
import type { MessageKey, Translate } from '../i18n/messages'
import type { Tone } from '../ui/tone'

/** Offline is calm: the bench works on. Only what needs a person takes a signal colour. */
export function linkTone(link: CentralLink): Tone {
  switch (link.kind) {
    case 'online':
      return 'accepted'
    case 'enrolling':
    case 'firstSync':
      return 'waiting'
    case 'offline':
      return link.certificate === undefined ? 'neutral' : 'attention'
    case 'offlineOnPurpose':
      return 'neutral'
    case 'notEnrolled':
    case 'enrolmentRefused':
    case 'revoked':
    case 'keyStoreLocked':
    case 'keysLost':
      return 'attention'
    default:
      return assertNever(link)
  }
}

/** Since when the bench has been without central, epoch milliseconds; null while it is not, or never was with it. */
export const offlineSince = (link: CentralLink): number | null =>
  link.kind === 'offline' || link.kind === 'offlineOnPurpose' ? link.sinceMs : null

/** What is wrong with the certificate of whoever answers in central's place; null if nothing is. */
export const certificateDoubt = (link: CentralLink): CertificateDoubt | null =>
  (link.kind === 'offline' ? link.certificate : undefined) ?? null

export const certificateNext = ({ kind }: CertificateDoubt): MessageKey =>
  kind === 'otherKey' ? 'certificate.next' : 'certificate.nextUnpinned'

export function linkText(link: CentralLink, t: Translate, format: Format, nowMs: number): string {
  return 'sinceMs' in link
    ? t(`status.central.${link.kind}`, { time: format.when(link.sinceMs, nowMs) })
    : t(`status.central.${link.kind}`)
}
