import { assertNever } from '../../shared/assert-never'
import type { CentralLink } from '../../shared/ipc/snapshots'
import type { Format } from '../i18n/format'
import type { Translate } from '../i18n/messages'
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
    case 'offlineOnPurpose':
      return 'neutral'
    case 'notEnrolled':
    case 'enrolmentRefused':
    case 'revoked':
      return 'attention'
    default:
      return assertNever(link)
  }
}

/** Since when the bench has been without central, epoch milliseconds; null while it is not, or never was with it. */
export const offlineSince = (link: CentralLink): number | null =>
  link.kind === 'offline' || link.kind === 'offlineOnPurpose' ? link.sinceMs : null

export function linkText(link: CentralLink, t: Translate, format: Format, nowMs: number): string {
  const sinceMs = offlineSince(link)
  return sinceMs === null
    ? t(`status.central.${link.kind}`)
    : t(`status.central.${link.kind}`, { time: format.when(sinceMs, nowMs) })
}
