import { assertNever } from '../../../shared/assert-never'
import type { BenchSnapshot } from '../../../shared/views/bench'

/**
 * Before its first synchronisation a bench has nothing to show: the way there covers the screens. Later nothing does: it works offline,
 * revoked, and while all is fetched once more. `hasData`: the first one is done; null while nobody has said.
 */
export function needsEnrolment({ mode, link }: Pick<BenchSnapshot, 'mode' | 'link'>, hasData: boolean | null): boolean {
  switch (link.kind) {
    case 'online':
    case 'revoked':
    case 'keyStoreLocked':
    case 'keysLost':
      return false
    case 'firstSync':
      return hasData !== true
    case 'offline':
    case 'offlineOnPurpose':
      return mode !== 'demo' && hasData === false
    case 'notEnrolled':
    case 'enrolling':
    case 'enrolmentRefused':
      return mode !== 'demo'
    default:
      return assertNever(link)
  }
}
