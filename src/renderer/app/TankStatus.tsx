import { IconDropletHalf2Filled } from '@tabler/icons-react'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { levelTone, percentNow } from '../parts/level'
import { loadedValue } from '../stores/snapshot'
import { useDevicesStore } from '../stores/snapshots'
import { go } from '../stores/view'
import { Signal } from '../ui/Signal'
import styles from './StatusBar.module.css'

/** The lowest tank: if that one is well, all are. */
export function TankStatus() {
  const t = useT()
  const format = useFormat()
  const devices = useDevicesStore((state) => loadedValue(state.loaded))
  const known = (devices?.tanks ?? []).flatMap(({ tank }) => {
    const percent = percentNow(tank, devices?.refills ?? [])
    return percent === null ? [] : [{ name: tank.name, percent }]
  })
  const lowest = known.sort((a, b) => a.percent - b.percent)[0]
  if (!lowest) return null
  const tone = levelTone(lowest.percent)
  return (
    <button type="button" className={styles.part} onClick={() => go({ kind: 'devices' })}>
      {tone === 'neutral' ? <IconDropletHalf2Filled size={20} aria-hidden="true" /> : <Signal tone={tone} />}
      {t('status.tank', { name: lowest.name, percent: format.percent(lowest.percent) })}
    </button>
  )
}
