import { isUnnumbered } from '../../shared/model/made'
import type { Procedure } from '../../shared/model/procedure'
import { isMessageKey, type MessageValues, type Translate } from '../i18n/messages'
import { procedureNumber } from './procedureNumber'

/** A type in the laboratory's word; one that this program has not heard of by its own name. */
export function typeWord({ typeName }: Pick<Procedure, 'typeName'>, t: Translate): string {
  const key = `type.${typeName}`
  return isMessageKey(key) ? t(key) : typeName
}

/** A state in the laboratory's word: what a pending procedure waits for depends on its type. An unknown state by its own name. */
export function statusWord({ statusName, typeName }: Pick<Procedure, 'statusName' | 'typeName'>, t: Translate): string {
  const key = [`state.${statusName}.${typeName}`, `state.${statusName}`].find(isMessageKey)
  return key === undefined ? statusName : t(key)
}

/** `Storage 1234`. */
export const procedureTitle = (
  procedure: Pick<Procedure, 'typeName' | 'id'>,
  t: Translate,
  more: MessageValues = {},
): string =>
  t(isUnnumbered(procedure.id) ? 'procedure.titleUnnumbered' : 'procedure.title', {
    type: typeWord(procedure, t),
    id: procedureNumber(procedure.id),
    ...more,
  })
