import { assertNever } from '../../shared/assert-never'
import type { Format } from '../i18n/format'
import type { Translate } from '../i18n/messages'
import type { LevelShown } from './level'

/** When the level was told, in words; null if none was. */
export function levelAgeText({ fresh }: Pick<LevelShown, 'fresh'>, t: Translate, format: Format): string | null {
  switch (fresh.kind) {
    case 'never':
      return null
    case 'undated':
      return t('devices.levelUndated')
    case 'old':
      return t('devices.levelOld', { age: format.age(fresh.ageMs) })
    case 'fresh':
      return t('devices.levelAt', { age: format.age(fresh.ageMs) })
    default:
      return assertNever(fresh)
  }
}

/** What a drawing of the level shows, for those who can't see it. */
export function levelLabel({ percent, isOld }: LevelShown, t: Translate, format: Format): string {
  if (percent === null) return t('devices.levelUnknown')
  return t(isOld ? 'devices.levelWas' : 'devices.level', { percent: format.percent(percent) })
}
