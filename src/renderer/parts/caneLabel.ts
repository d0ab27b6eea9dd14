import type { CaneView } from '../../shared/views/storage'
import type { Translate } from '../i18n/messages'

/** What a drawn cane says, in words. */
export function caneLabel(cane: CaneView, t: Translate): string {
  const count = (kind: CaneView['positions'][number]) => cane.positions.filter((position) => position === kind).length
  return t('place.cane.label', {
    cane: cane.cane,
    free: count('free'),
    stored: count('stored'),
    planned: count('planned'),
  })
}
