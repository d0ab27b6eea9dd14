import { IconDropletHalf2Filled } from '@tabler/icons-react'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { levelTone, percentNow } from '../parts/level'
import { loadedValue } from '../stores/snapshot'
import { useDevicesStore } from '../stores/snapshots'
import { go } from '../stores/view'
import { Signal } from '../ui/Signal'
import { useNow } from '../ui/useNow'
import styles from './StatusBar.module.css'

/** A level older than this is told with its age: central may be out of reach, or the tank's gauge. */
const oldMs = 30 * 60_000

/** The lowest tank: if that one is well, all are. */
export function TankStatus() {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const devices = useDevicesStore((state) => loadedValue(state.loaded))
  const known = (devices?.tanks ?? []).flatMap(({ tank }) => {
    const percent = percentNow(tank, devices?.refills ?? [])
    return percent === null ? [] : [{ name: tank.name, percent, at: tank.level?.at ?? null }]
  })
  const lowest = known.sort((a, b) => a.percent - b.percent)[0]
  if (!lowest) return null
  const tone = levelTone(lowest.percent)
  const ageMs = lowest.at === null ? 0 : now - Date.parse(lowest.at)
  return (
    <button type="button" className={styles.part} onClick={() => go({ kind: 'devices' })}>
      {tone === 'neutral' ? <IconDropletHalf2Filled size={20} aria-hidden="true" /> : <Signal tone={tone} />}
      {t(ageMs > oldMs ? 'status.tankOld' : 'status.tank', {
        name: lowest.name,
        percent: format.percent(lowest.percent),
        age: format.age(ageMs),
      })}
    </button>
  )
}
