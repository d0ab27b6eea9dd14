import type { InventoryRow } from '../../shared/views/inventory'
import type { Translate } from '../i18n/messages'
import { placeText, type TankNames } from './places'

/** Where a vial is: by the word of whoever verified it here, as long as central has not confirmed that. */
export function whereIs(
  { place, tankName, verifiedHere }: Pick<InventoryRow, 'place' | 'tankName' | 'verifiedHere'>,
  tankNames: TankNames,
  t: Translate,
): string {
  if (verifiedHere?.kind === 'stored') {
    return placeText(verifiedHere.place, tankNames(verifiedHere.place.storageId), t)
  }
  return verifiedHere !== null || place === null ? t('storage.notStored') : placeText(place, tankName ?? '', t)
}
