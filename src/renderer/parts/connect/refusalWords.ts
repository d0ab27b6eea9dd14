import type { EnrolmentRefusal } from '../../../shared/enrolment/central'
import type { Format } from '../../i18n/format'
import type { MessageValues, Translate } from '../../i18n/messages'

export interface RefusalWords {
  readonly what: string
  readonly next: string
}

function valuesOf(refusal: EnrolmentRefusal, format: Format): MessageValues {
  switch (refusal.kind) {
    case 'clockWrong':
      return { bench: format.moment(refusal.benchMs), central: format.moment(refusal.centralMs) }
    case 'certificateOutOfDate':
      return { from: format.date(refusal.validFromMs), to: format.date(refusal.validToMs) }
    case 'certificateOfOther':
      return { host: refusal.host, names: refusal.names }
    case 'notKept':
    case 'formerKept':
      return { why: refusal.why, detail: refusal.detail }
    case 'busy':
      return { age: format.age(refusal.retryAfterMs) }
    default:
      return {}
  }
}

/** Why a bench was not enrolled, and what to do next. */
export function refusalWords(refusal: EnrolmentRefusal, url: string, t: Translate, format: Format): RefusalWords {
  const values = { url, ...valuesOf(refusal, format) }
  return {
    what: t(`enrolment.refused.${refusal.kind}.what`, values),
    next: t(`enrolment.refused.${refusal.kind}.next`, values),
  }
}
