import { IconHeartbeat } from '@tabler/icons-react'
import type { HealthStatus as Status } from '../../shared/views/health'
import { useT } from '../i18n/i18n'
import { healthTone } from '../parts/healthTone'
import { useBenchStore } from '../stores/snapshots'
import { go, useView } from '../stores/view'
import { cx } from '../ui/cx'
import { Signal } from '../ui/Signal'
import styles from './StatusBar.module.css'

/** The way to the health page: a quiet sign while the bench is well, words when it is not. */
export function HealthStatus() {
  const t = useT()
  const status: Status = useBenchStore(({ loaded }) => {
    // A bench that can't even say who it is has no database to work with.
    if (loaded.kind === 'failed') return 'stop'
    return loaded.kind === 'ready' ? loaded.value.health : 'ok'
  })
  const here = useView((view) => view.route.kind === 'health')
  const isWell = status === 'ok'
  return (
    <button
      type="button"
      className={cx(styles.part, status === 'attention' && styles.warn, status === 'stop' && styles.stop)}
      aria-keyshortcuts="F9"
      aria-current={here ? 'page' : undefined}
      aria-label={isWell ? t('status.health.ok') : undefined}
      data-testid="status-health"
      data-status={status}
      onClick={() => go({ kind: 'health' })}
    >
      {isWell ? <IconHeartbeat size={20} stroke={1.75} aria-hidden="true" /> : <Signal tone={healthTone[status]} />}
      {isWell ? null : t(`status.health.${status}`)}
    </button>
  )
}
