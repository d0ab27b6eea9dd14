import { IconDropletHalf2Filled } from '@tabler/icons-react'
import type { TankView } from '../../shared/views/storage'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { type TimeHere, useTimeHere } from '../parts/freshness'
import { type LevelShown, levelShown } from '../parts/level'
import { levelAgeText } from '../parts/levelText'
import { loadedValue } from '../stores/snapshot'
import { useDevicesStore } from '../stores/snapshots'
import { go } from '../stores/view'
import { Signal } from '../ui/Signal'
import styles from './StatusBar.module.css'

export interface TankTold {
  readonly name: string
  readonly percent: number
  readonly shown: LevelShown
}

/**
 * The tank that people have to know of: the lowest by what was told last, or, while that one is well, the first whose level is old. null
 * while nobody has told any.
 */
export function tankToTell(tanks: readonly TankView[], time: TimeHere): TankTold | null {
  const known = tanks.flatMap((view) => {
    const shown = levelShown(view, time)
    return shown.percent === null ? [] : [{ name: view.tank.name, percent: shown.percent, shown }]
  })
  const [lowest] = [...known].sort((a, b) => a.percent - b.percent)
  if (lowest === undefined || lowest.shown.tone !== 'neutral') return lowest ?? null
  return known.find(({ shown }) => shown.isOld) ?? lowest
}

/** The lowest tank: if that one is well and was told of lately, all are. */
export function TankStatus() {
  const t = useT()
  const format = useFormat()
  const time = useTimeHere(60_000)
  const tanks = useDevicesStore((state) => loadedValue(state.loaded))?.tanks ?? []
  const told = tankToTell(tanks, time)
  if (told === null) return null
  const { name, shown } = told
  const values = { name, percent: format.percent(told.percent) }
  return (
    <button type="button" className={styles.part} onClick={() => go({ kind: 'devices' })}>
      {shown.tone === 'neutral' ? (
        <IconDropletHalf2Filled size={20} aria-hidden="true" />
      ) : (
        <Signal tone={shown.tone} />
      )}
      {shown.isOld
        ? t('status.tankOld', { ...values, age: levelAgeText(shown, t, format) ?? '' })
        : t('status.tank', values)}
    </button>
  )
}
