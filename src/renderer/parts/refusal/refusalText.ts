import type { Refusal } from '../../../shared/views/refusal'
import type { Format } from '../../i18n/format'
import type { MessageValues, Translate } from '../../i18n/messages'
import { inLabWords } from './labWords'

export interface RefusalText {
  readonly what: string
  readonly safe: string
  readonly next: string
}

/** What of a refusal's data its sentences use. */
function valuesOf(refusal: Refusal, t: Translate, format: Format): MessageValues {
  const count = 'containerIds' in refusal ? { count: refusal.containerIds.length } : {}
  const names = 'names' in refusal ? { names: format.list(refusal.names), count: refusal.names.length } : {}
  const until = 'until' in refusal ? { until: format.time(refusal.until) } : {}
  const age = 'offsetMs' in refusal ? { age: format.age(Math.abs(refusal.offsetMs)) } : {}
  const plain = Object.fromEntries(
    Object.entries(refusal).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  )
  return { ...inLabWords(plain, t), ...count, ...names, ...until, ...age }
}

/** What happened, what is safe, what to do next. */
export function refusalText(refusal: Refusal, t: Translate, format: Format): RefusalText {
  const values = valuesOf(refusal, t, format)
  return {
    what: t(`refusal.${refusal.kind}.what`, values),
    safe: t(`refusal.${refusal.kind}.safe`, values),
    next: t(`refusal.${refusal.kind}.next`, values),
  }
}
