import { isCode, parseCentralAddress } from '../../../shared/enrolment/link'
import type { MessageKey } from '../../i18n/messages'

export interface Fields {
  readonly url: string
  readonly code: string
}

/** What is wrong with the form, if anything is. The engine parses it again. */
export function checkEnrolment({ url, code }: Fields): {
  readonly url: MessageKey | null
  readonly code: MessageKey | null
} {
  return {
    url: parseCentralAddress(url) !== null ? null : 'enrolment.invalidUrl',
    code: isCode(code) ? null : 'enrolment.invalidCode',
  }
}
