import { assertNever } from '../../../shared/assert-never'
import type { Whereabouts } from '../../../shared/model/restoration'
import type { VialToVerify } from '../../../shared/views/attention'
import type { Translate } from '../../i18n/messages'
import { placeText, type TankNames } from '../../parts/places'

/** Where somebody remembers a vial. */
export function whereText(where: Whereabouts, tankName: TankNames, t: Translate): string {
  switch (where.kind) {
    case 'stored':
      return placeText(where.place, tankName(where.place.storageId), t)
    case 'out':
      return t('attention.where.outAt')
    case 'notStored':
      return t('attention.where.notStored')
    case 'unknown':
      return t('attention.where.unknown')
    default:
      return assertNever(where)
  }
}

/** Where central has it, or holds a place for it. */
export function centralText({ place, verify }: VialToVerify, tankName: TankNames, t: Translate): string {
  if (place !== null) return placeText(place, tankName(place.storageId), t)
  if (verify.place === null) return t('attention.where.out')
  return t('attention.where.mayBe', { place: placeText(verify.place, tankName(verify.place.storageId), t) })
}
