import type { Procedure } from '../../../shared/model/procedure'
import type { TankView } from '../../../shared/views/storage'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { fillingOf, levelTone, percentNow } from '../../parts/level'
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
  const own = refills.filter((refill) => refill.refill?.storageId === tank.id)
  const filling = fillingOf(tank, own)
  const percent = percentNow(tank, own)
  const tone = percent === null ? 'neutral' : levelTone(percent)
  const told = percent === null ? t('devices.levelUnknown') : format.percent(percent)
  const age = level === null ? null : t('devices.levelAt', { age: format.age(now - Date.parse(level.at)) })
  return (
    <article className={styles.tank}>
      <div className={styles.tankHead}>
        <TankVessel
          percent={percent}
          height={104}
          label={percent === null ? told : t('devices.level', { percent: told })}
        />
        <div>
          <h3 className={styles.tankName}>
            <bdi>{tank.name}</bdi>
          </h3>
          <p className={percent === null ? styles.quiet : styles.percent}>
            {tone === 'neutral' ? null : <Signal tone={tone} size={24} />}
            {told}
          </p>
          {filling === null && age === null ? null : (
            <p className={styles.quiet}>{filling === null ? age : t('devices.filling')}</p>
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
