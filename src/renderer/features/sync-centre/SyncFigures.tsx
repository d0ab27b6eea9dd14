import type { SyncSnapshot } from '../../../shared/views/sync'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { Panel } from '../../ui/Panel'
import { Signal } from '../../ui/Signal'
import { BudgetBar } from './BudgetBar'
import { clockView, feedText } from './figuresView'
import styles from './SyncFigures.module.css'

/** Requests of the last minute, the place in central's feed, the clock, and what central has confirmed in all. */
export function SyncFigures({ sync }: { readonly sync: SyncSnapshot }) {
  const t = useT()
  const format = useFormat()
  const clock = clockView(sync.clock, t, format)
  return (
    <Panel label={t('sync.figures')}>
      <dl className={styles.figures}>
        <div>
          <dt>{t('central.clock')}</dt>
          <dd data-testid="sync-clock" data-verdict={sync.clock.verdict}>
            <span className={styles.signed}>
              {clock.tone === 'neutral' ? null : <Signal tone={clock.tone} />}
              {clock.title}
            </span>
            {clock.text === null ? null : <p className={styles.note}>{clock.text}</p>}
          </dd>
        </div>
        <div>
          <dt>{t('sync.budget')}</dt>
          <dd>
            <BudgetBar budget={sync.budget} />
          </dd>
        </div>
        <div>
          <dt>{t('sync.feed')}</dt>
          <dd data-testid="sync-feed">{feedText(sync.feed, t)}</dd>
        </div>
      </dl>
    </Panel>
  )
}
