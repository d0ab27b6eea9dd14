import type { Refill } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { TankVessel } from '../../parts/TankVessel'
import { Facts } from '../../ui/Facts'
import styles from './ProcedureDetail.module.css'

/** A refill as it goes: the tank filling up, before, now, and how much went in. */
export function RefillPanel({ refill }: { readonly refill: Refill }) {
  const t = useT()
  const format = useFormat()
  return (
    <div className={styles.refill}>
      <TankVessel
        percent={refill.levelNow}
        height={280}
        label={t('devices.level', { percent: format.percent(refill.levelNow) })}
      />
      <div className={styles.refillFacts}>
        <p className={styles.level}>{format.percent(refill.levelNow)}</p>
        <Facts
          facts={[
            { label: t('procedure.refill.tank'), value: refill.tankName },
            { label: t('procedure.refill.before'), value: format.percent(refill.levelBefore) },
            { label: t('procedure.refill.now'), value: format.percent(refill.levelNow) },
            { label: t('procedure.refill.added'), value: format.litres(refill.litresAdded) },
          ]}
        />
      </div>
    </div>
  )
}
