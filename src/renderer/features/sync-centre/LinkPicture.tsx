import { IconDeviceDesktop, IconPlayerPause, IconServer2 } from '@tabler/icons-react'
import type { SyncSnapshot } from '../../../shared/views/sync'
import { useT } from '../../i18n/i18n'
import { linkTone } from '../../parts/centralLink'
import { useBench } from '../../stores/snapshots'
import { cx } from '../../ui/cx'
import { Signal } from '../../ui/Signal'
import styles from './LinkPicture.module.css'
import type { Line } from './linkView'

interface Props {
  readonly sync: SyncSnapshot
  readonly line: Line
}

/** Bench and central with the line between them: whole, cut, or held; above it what leaves, below it what arrives. */
export function LinkPicture({ sync, line }: Props) {
  const t = useT()
  const benchName = useBench()?.benchName ?? ''
  const { link, waitingCount, arrives } = sync
  return (
    <div className={styles.picture}>
      <div className={styles.end}>
        <IconDeviceDesktop size={40} stroke={1.5} aria-hidden="true" />
        <bdi>{benchName}</bdi>
      </div>
      <div className={styles.between}>
        <p className={cx(styles.flow, waitingCount > 0 && styles.some)}>
          {t('sync.leaves', { count: waitingCount })}
          <span className={styles.arrow} aria-hidden="true" data-way="out" />
        </p>
        <div className={cx(styles.line, styles[line])}>
          <span className={styles.sign}>
            {line === 'held' ? (
              <IconPlayerPause size={24} aria-hidden="true" />
            ) : (
              <Signal tone={linkTone(link)} size={24} />
            )}
          </span>
        </div>
        <p className={styles.flow}>
          <span className={styles.arrow} aria-hidden="true" data-way="in" />
          {t(`sync.arrives.${arrives}`)}
        </p>
      </div>
      <div className={cx(styles.end, line !== 'whole' && line !== 'moving' && styles.away)}>
        <IconServer2 size={40} stroke={1.5} aria-hidden="true" />
        <span>{t('sync.central')}</span>
      </div>
    </div>
  )
}
