import type { Procedure, Refill } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { freshness, isOld, refillOldMs, useTimeHere } from '../../parts/freshness'
import { type LevelShown, levelShown } from '../../parts/level'
import { levelAgeText, levelLabel } from '../../parts/levelText'
import { TankVessel } from '../../parts/TankVessel'
import { loadedValue } from '../../stores/snapshot'
import { useDevicesStore } from '../../stores/snapshots'
import { cx } from '../../ui/cx'
import { Facts } from '../../ui/Facts'
import { Signal } from '../../ui/Signal'
import styles from './ProcedureDetail.module.css'

/** The level of the refill's tank as it was told last, by the refill or by anything after it; null while nothing is known of the tank. */
function useTankLevel({ storageId }: Refill): LevelShown | null {
  const time = useTimeHere(15_000)
  const tanks = useDevicesStore((state) => loadedValue(state.loaded))?.tanks ?? []
  const view = tanks.find(({ tank }) => tank.id === storageId)
  return view === undefined ? null : levelShown(view, time)
}

/** What a refill that has not ended says of itself, with its age where that is old. */
function useRefillWord({ status, updatedAt, refill }: Procedure): string {
  const t = useT()
  const format = useFormat()
  const fresh = freshness({ at: updatedAt }, useTimeHere(15_000), refillOldMs)
  const percent = format.percent(refill?.levelNow ?? 0)
  if (status !== 'IN_PROGRESS' || !isOld(fresh)) return percent
  return `${percent} (${levelAgeText({ fresh }, t, format)})`
}

/** A refill: the tank at the level that was told last, before, after or so far, and how much went in. */
export function RefillPanel({ procedure, refill }: { readonly procedure: Procedure; readonly refill: Refill }) {
  const t = useT()
  const format = useFormat()
  const level = useTankLevel(refill)
  const word = useRefillWord(procedure)
  const isRunning = procedure.status === 'IN_PROGRESS'
  // Once it has ended, the picture is of the refill.
  const shown: LevelShown =
    isRunning && level !== null
      ? level
      : { percent: refill.levelNow, fresh: { kind: 'never' }, isOld: false, tone: 'neutral' }
  const age = levelAgeText(shown, t, format)
  return (
    <div className={styles.refill}>
      <TankVessel
        percent={shown.percent}
        tone={shown.tone}
        isOld={shown.isOld}
        height={280}
        label={levelLabel(shown, t, format)}
      />
      <div className={styles.refillFacts}>
        <p className={cx(styles.level, shown.isOld && styles.levelOld)}>
          {shown.tone === 'neutral' ? null : <Signal tone={shown.tone} size={32} />}
          {shown.percent === null ? t('devices.levelUnknown') : format.percent(shown.percent)}
        </p>
        {age === null ? null : <p className={styles.note}>{age}</p>}
        <Facts
          facts={[
            { label: t('procedure.refill.tank'), value: refill.tankName },
            { label: t('procedure.refill.before'), value: format.percent(refill.levelBefore) },
            { label: t(isRunning ? 'procedure.refill.soFar' : 'procedure.refill.after'), value: word },
            { label: t('procedure.refill.added'), value: format.litres(refill.litresAdded) },
          ]}
        />
      </div>
    </div>
  )
}
