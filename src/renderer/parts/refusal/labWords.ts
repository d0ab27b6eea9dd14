import { isMessageKey, type MessageValues, type Translate } from '../../i18n/messages'

/** A type or state among a refusal's data, in the laboratory's word; all else, such as an HTTP status, as it is. */
export function inLabWords(values: MessageValues, t: Translate): MessageValues {
  const keys = { type: `type.${values.type}`, status: `state.${values.status}` }
  return {
    ...values,
    ...(isMessageKey(keys.type) && { type: t(keys.type) }),
    ...(isMessageKey(keys.status) && { status: t(keys.status) }),
  }
}
