import type { OddValue } from '../../../shared/model/device'
import type { StorageId } from '../../../shared/model/ids'
import type { Translate } from '../../i18n/messages'

/** What a device wrote, kept apart from the direction of the text around it. */
const isolated = (text: string): string => `\u2068${text}\u2069`

/** What the value was to be: the tank by its name, else the place in the report. */
function subjectOf({ where, storageId }: OddValue, tankName: (id: StorageId) => string, t: Translate): string {
  if (storageId !== null) return isolated(tankName(storageId))
  return where === '' ? t('devices.odd.report') : isolated(where)
}

/** One sentence for a value that can't be so. */
export const oddText = (odd: OddValue, tankName: (id: StorageId) => string, t: Translate): string =>
  t(`devices.odd.${odd.why}`, { what: subjectOf(odd, tankName, t), told: isolated(odd.told) })

/** A field that this central doesn't know harms nothing; anything else is a gauge or a device to look after. */
export const needsCare = (values: readonly OddValue[]): boolean => values.some(({ why }) => why !== 'unknownField')
