import { isMessageKey, type MessageValues, type Translate } from '../../i18n/messages'
import { procedureNumber } from '../procedureNumber'

/** A type or state among a refusal's data in the laboratory's word, a procedure's number as people read it; all else, such as an HTTP status, as it is. */
export function inLabWords(values: MessageValues, t: Translate): MessageValues {
  const keys = { type: `type.${values.type}`, status: `state.${values.status}` }
  return {
    ...values,
    ...(isMessageKey(keys.type) && { type: t(keys.type) }),
    ...(isMessageKey(keys.status) && { status: t(keys.status) }),
    ...(typeof values.procedureId === 'number' && { procedureId: procedureNumber(values.procedureId) }),
  }
}
