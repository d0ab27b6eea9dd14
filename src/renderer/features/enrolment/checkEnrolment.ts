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
  const okUrl = /^https?:\/\/[^\s/]+/.test(url.trim()) && URL.canParse(url.trim())
  return {
    url: okUrl ? null : 'enrolment.invalidUrl',
    code: code.trim().length >= 4 ? null : 'enrolment.invalidCode',
  }
}
