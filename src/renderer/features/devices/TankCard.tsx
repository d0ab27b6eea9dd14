import type { Procedure } from '../../../shared/model/procedure'
import type { TankView } from '../../../shared/views/storage'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { freshness, refillOldMs, type TimeHere, useTimeHere } from '../../parts/freshness'
import { levelShown, refillOf } from '../../parts/level'
import { levelAgeText, levelLabel } from '../../parts/levelText'
import { TankVessel } from '../../parts/TankVessel'
import { cx } from '../../ui/cx'
import { Signal } from '../../ui/Signal'
import styles from './Devices.module.css'
import { LevelTrend } from './LevelTrend'

interface Props {
  readonly view: TankView
  readonly refills: readonly Procedure[]
}

/** A refill is going on only as long as it says so. */
function Filling({ refill, time }: { readonly refill: Procedure; readonly time: TimeHere }) {
  const t = useT()
  const format = useFormat()
  const fresh = freshness({ at: refill.updatedAt }, time, refillOldMs)
  return (
    <p className={styles.quiet}>
      {fresh.kind === 'old'
        ? t('devices.fillingOld', { age: format.age(fresh.ageMs) })
        : t(fresh.kind === 'fresh' ? 'devices.filling' : 'devices.fillingUndated')}
    </p>
  )
}

/** A tank: filled to the level that was told last, with thirty days of it. An old level says so, and is no filling. */
export function TankCard({ view, refills }: Props) {
  const t = useT()
  const format = useFormat()
  const time = useTimeHere(15_000)
  const { tank, levels } = view
  const own = refills.filter((refill) => refill.refill?.storageId === tank.id)
  const refill = refillOf(tank, own)
  const shown = levelShown(view, time)
  const { percent, tone, isOld } = shown
  const age = levelAgeText(shown, t, format)
  return (
    <article className={cx(styles.tank, isOld && styles.stale)} data-level={isOld ? 'old' : 'now'}>
      <div className={styles.tankHead}>
        <TankVessel percent={percent} tone={tone} isOld={isOld} height={104} label={levelLabel(shown, t, format)} />
        <div>
          <h3 className={styles.tankName}>
            <bdi>{tank.name}</bdi>
          </h3>
          <p className={percent === null ? styles.quiet : cx(styles.percent, isOld && styles.percentOld)}>
            {tone === 'neutral' ? null : <Signal tone={tone} size={24} />}
            {percent === null ? t('devices.levelUnknown') : format.percent(percent)}
          </p>
          {age === null ? null : <p className={isOld ? styles.oldWord : styles.quiet}>{age}</p>}
          {refill === null ? null : <Filling refill={refill} time={time} />}
          {tank.deviceName === null ? null : (
            <p className={styles.quiet}>{t('devices.servedBy', { device: tank.deviceName })}</p>
          )}
        </div>
      </div>
      <LevelTrend tank={tank} levels={levels} refills={own} />
    </article>
  )
}
