import type { IntentProblem } from '../../../shared/ipc/snapshots'
import { isMessageKey, type Translate } from '../../i18n/messages'

/** Why central refused, in words; a kind that this program has not heard of is shown by its name. */
export function problemText(problem: IntentProblem, t: Translate): string {
  const { kind, ...detail } = problem
  const values = {
    status: '',
    type: '',
    name: '',
    tag: '',
    deviceName: '',
    benchName: '',
    until: '',
    field: '',
    detail: '',
    procedureId: '',
    containerName: '',
    subjectCode: '',
    caneLimit: 0,
    count: Array.isArray(detail.containerIds) ? detail.containerIds.length : 1,
    ...Object.fromEntries(
      Object.entries(detail).filter((entry): entry is [string, string | number] =>
        ['string', 'number'].includes(typeof entry[1]),
      ),
    ),
  }
  const own = `problem.${kind}.what`
  if (isMessageKey(own)) return t(own, values)
  const shared = `refusal.${kind}.what`
  return isMessageKey(shared) ? t(shared, values) : t('problem.other.what', { kind })
}
