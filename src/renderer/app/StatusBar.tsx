import { IconVolume3, IconVolumeOff } from '@tabler/icons-react'
import { SimulatorSwitch } from '../features/simulated-reader/SimulatorSwitch'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { useBench } from '../stores/snapshots'
import { go } from '../stores/view'
import { cx } from '../ui/cx'
import { useNow } from '../ui/useNow'
import { CentralStatus, ConflictStatus } from './CentralStatus'
import { HealthStatus } from './HealthStatus'
import { ReaderStatus } from './ReaderStatus'
import styles from './StatusBar.module.css'
import { TankStatus } from './TankStatus'
import { UpdateStatus } from './UpdateStatus'

/** Below this a sound is easily missed in a room with pumps: it shows, as a muted one does. */
const veryLow = 0.1

function SoundOff() {
  const t = useT()
  const settings = useBench()?.settings
  if (!settings || (!settings.muted && settings.volume > veryLow)) return null
  const off = settings.muted || settings.volume === 0
  return (
    <button type="button" className={cx(styles.part, styles.warn)} onClick={() => go({ kind: 'settings' })}>
      {off ? <IconVolumeOff size={20} aria-hidden="true" /> : <IconVolume3 size={20} aria-hidden="true" />}
      {off ? t('status.muted') : t('status.quiet')}
    </button>
  )
}

function WallTime() {
  const format = useFormat()
  const t = useT()
  return (
    <div className={styles.time} role="timer" aria-label={t('status.clock')}>
      {format.time(useNow(5_000))}
    </div>
  )
}

/** Never moves and never lies: reader, central and what waits for it, conflicts, tanks, sound, health, time. */
export function StatusBar() {
  return (
    <footer className={styles.bar}>
      <ReaderStatus />
      <CentralStatus />
      <ConflictStatus />
      <TankStatus />
      <div className={styles.end}>
        <SimulatorSwitch className={styles.part} />
        <UpdateStatus className={styles.part} />
        <SoundOff />
        <HealthStatus />
        <WallTime />
      </div>
    </footer>
  )
}
