import type { HealthSnapshot } from '../../../shared/views/health'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { healthTone } from '../../parts/healthTone'
import { Panel } from '../../ui/Panel'
import { Signal } from '../../ui/Signal'
import { useNow } from '../../ui/useNow'
import { checkView, inOrder } from './checkView'
import styles from './Health.module.css'

/** Each thing that was looked at: its sign, what was found, and what to do. */
export function Checks({ checks, facts }: Pick<HealthSnapshot, 'checks' | 'facts'>) {
  const t = useT()
  const format = useFormat()
  const now = useNow(10_000)
  return (
    <Panel label={t('health.checks')}>
      <ul className={styles.checks}>
        {inOrder(checks).map((check) => {
          const { what, next } = checkView(check, facts, t, format, now)
          return (
            <li key={check.name} data-testid={`health-${check.name}`} data-found={check.found}>
              <Signal tone={healthTone[check.status]} size={24} />
              <h3>{t(`health.name.${check.name}`)}</h3>
              <div>
                <p>{what}</p>
                {next === null ? null : <p className={styles.next}>{next}</p>}
              </div>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
