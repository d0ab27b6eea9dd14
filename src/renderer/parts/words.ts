import type { Procedure } from '../../shared/model/procedure'
import { isMessageKey, type MessageValues, type Translate } from '../i18n/messages'

/** A type as people here say it; one that this program has not heard of by its own name. */
export function typeWord(procedure: Pick<Procedure, 'typeName'>, t: Translate): string {
  const key = `type.${procedure.typeName}`
  return isMessageKey(key) ? t(key) : procedure.typeName
}

/** `STORE 1234`. */
export const procedureTitle = (
  procedure: Pick<Procedure, 'typeName' | 'id'>,
  t: Translate,
  more: MessageValues = {},
): string => t('procedure.title', { type: typeWord(procedure, t), id: String(procedure.id), ...more })
