// An act of this bench in words, for every list that names one.
import type { BenchAct } from '../../shared/views/sync'
import type { Translate } from '../i18n/messages'
import { procedureNumber } from './procedureNumber'

/** What was done: "VL-003 got its tag", "The retrieval was accepted". The procedure it belongs to stands beside it. */
export const actText = ({ kind, vialName, subjectCode, place }: BenchAct, t: Translate): string =>
  t(`act.${kind}`, {
    vial: vialName ?? t('act.someVial'),
    subject: subjectCode ?? '',
    hasSubject: subjectCode === null ? 'no' : 'yes',
    hasCane: place === null ? 'no' : 'yes',
    canister: place?.canister ?? '',
    cane: place?.cane ?? '',
  })

/** The procedure and subject an act belongs to; null for one that concerns no procedure. */
export function actContext({ procedureId, subjectCode }: BenchAct, t: Translate): string | null {
  if (procedureId === null) return null
  const values = { id: procedureNumber(procedureId), subject: subjectCode ?? '' }
  return subjectCode === null ? t('act.onProcedure', values) : t('act.onProcedureOf', values)
}
