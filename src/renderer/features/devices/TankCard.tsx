import type { TankView } from '../../../shared/ipc/snapshots'
import type { Procedure } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { levelTone } from '../../parts/level'
import { TankVessel } from '../../parts/TankVessel'
import { Signal } from '../../ui/Signal'
import { useNow } from '../../ui/useNow'
import styles from './Devices.module.css'
import { LevelTrend } from './LevelTrend'

interface Props {
  readonly view: TankView
  readonly refills: readonly Procedure[]
}

/** A tank: filled to its level, with thirty days of it. */
export function TankCard({ view, refills }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(15_000)
  const { tank, levels } = view
  const { level } = tank
  const tone = level === null ? 'neutral' : levelTone(level.percent)
  const own = refills.filter((refill) => refill.refill?.storageId === tank.id)
  return (
    <article className={styles.tank}>
      <div className={styles.tankHead}>
        <TankVessel
          percent={level?.percent ?? null}
          height={104}
          label={
            level === null ? t('devices.levelUnknown') : t('devices.level', { percent: format.percent(level.percent) })
          }
        />
        <div>
          <h3 className={styles.tankName}>{tank.name}</h3>
          <p className={level === null ? styles.quiet : styles.percent}>
            {tone === 'neutral' ? null : <Signal tone={tone} size={24} />}
            {level === null ? t('devices.levelUnknown') : format.percent(level.percent)}
          </p>
          {level === null ? null : (
            <p className={styles.quiet}>{t('devices.levelAt', { age: format.age(now - Date.parse(level.at)) })}</p>
          )}
          {tank.deviceName === null ? null : (
            <p className={styles.quiet}>{t('devices.servedBy', { device: tank.deviceName })}</p>
          )}
        </div>
      </div>
      <LevelTrend tank={tank} levels={levels} refills={own} />
    </article>
  )
}
