// The connection to central in each of its states, and the words of the screens in English.
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { CentralLink } from '../../../../../src/shared/views/central-link'

export const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
export const format = formatFor('en-GB')
export const morning = new Date(2026, 2, 3, 9, 12).getTime()

export const links: { readonly [Kind in CentralLink['kind']]: Extract<CentralLink, { kind: Kind }> } = {
  notEnrolled: { kind: 'notEnrolled' },
  enrolling: { kind: 'enrolling' },
  enrolmentRefused: { kind: 'enrolmentRefused', why: { kind: 'codeUnknown' }, url: 'https://x' },
  firstSync: { kind: 'firstSync', received: 1, total: 2 },
  online: { kind: 'online', lastContactMs: morning },
  offline: { kind: 'offline', sinceMs: morning, nextAttemptMs: null },
  offlineOnPurpose: { kind: 'offlineOnPurpose', sinceMs: morning },
  keyStoreLocked: { kind: 'keyStoreLocked', sinceMs: morning },
  keysLost: { kind: 'keysLost' },
  revoked: { kind: 'revoked' },
}
