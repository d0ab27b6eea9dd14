import type { HealthSnapshot } from '../../../shared/views/health'
import { useT } from '../../i18n/i18n'
import { healthTone } from '../../parts/healthTone'
import { cx } from '../../ui/cx'
import { Signal } from '../../ui/Signal'
import tints from '../../ui/Tint.module.css'
import styles from './Health.module.css'

/** The first thing to see: whether anything has to be done at all. */
export function Verdict({ status, checks }: Pick<HealthSnapshot, 'status' | 'checks'>) {
  const t = useT()
  const count = checks.filter((check) => check.status !== 'ok').length
  return (
    <section
      className={cx(styles.verdict, tints[healthTone[status]])}
      data-testid="health-verdict"
      data-status={status}
    >
      <Signal tone={healthTone[status]} size={48} />
      <div>
        <h2 className={styles.verdictTitle}>{t(`health.verdict.${status}`)}</h2>
        <p>{t('health.verdict.text', { count })}</p>
      </div>
    </section>
  )
}
