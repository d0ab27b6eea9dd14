import type { StorageId } from '../../shared/model/ids'
import type { Place } from '../../shared/model/place'
import type { Translate } from '../i18n/messages'

/** Looks up a tank's name; its number where the tank has not come yet. */
export type TankNames = (id: StorageId) => string

export const placeText = (place: Place, tankName: string, t: Translate): string =>
  t('place.full', { tank: tankName, canister: place.canister, cane: place.cane, position: place.position })
