import type { HealthSnapshot } from '../../../shared/views/health'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { Panel } from '../../ui/Panel'
import { Signal } from '../../ui/Signal'
import { useNow } from '../../ui/useNow'
import styles from './Health.module.css'

/** The log's last warnings and errors, as they were written: for whoever is asked on the telephone. */
export function LogTail({ log }: Pick<HealthSnapshot, 'log'>) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  return (
    <Panel title={t('health.log')}>
      {log.length === 0 ? <p className={styles.quiet}>{t('health.log.none')}</p> : null}
      <ol className={styles.log}>
        {log.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one moment may say the same
          <li key={`${line.time} ${index}`}>
            <span className={styles.logHead}>
              <Signal tone={line.level === 'error' ? 'stop' : 'attention'} size={16} />
              {t(`health.log.level.${line.level}`)} · {format.when(line.time, now)} · <bdi dir="ltr">{line.part}</bdi>
            </span>
            <code dir="ltr">{line.text}</code>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
