// What a link that somebody has followed means for this bench. Pure.
import { assertNever } from '../../../../shared/assert-never'
import type { Invitation } from '../../../../shared/enrolment/central'
import type { CentralAddress } from '../../../../shared/shell-messages'
import type { CentralLink } from '../../../../shared/views/central-link'

/** A bench that works for its central stays there; one that lost its central, or whose central is another one now, may be enrolled anew. */
function isFree(mode: 'demo' | 'bench', link: CentralLink): boolean {
  switch (link.kind) {
    case 'notEnrolled':
    case 'enrolmentRefused':
    case 'revoked':
    case 'keysLost':
      return true
    // Its keys come back by themselves; who can't wait for that may enrol it anew.
    case 'keyStoreLocked':
      return true
    case 'offline':
      return mode === 'demo' || link.certificate !== undefined
    case 'enrolling':
      return false
    case 'firstSync':
    case 'online':
    case 'offlineOnPurpose':
      return mode === 'demo'
    default:
      return assertNever(link)
  }
}

/** An address that was laid down without a code: only the code is left to be asked for. */
export const addressGiven = (central: CentralAddress | null): Invitation | null =>
  central === null || central.code !== null
    ? null
    : { kind: 'offered', central: central.url, code: '', fingerprint: central.fingerprint ?? null }

/** SECURITY: an invitation is shown, never followed: its only effect is a form that a person reads and confirms. */
export const received = (invitation: Invitation, mode: 'demo' | 'bench', link: CentralLink): Invitation =>
  invitation.kind === 'offered' && !isFree(mode, link) ? { kind: 'enrolledAlready' } : invitation
