import type { SyncSnapshot } from '../../../shared/ipc/sync-views'
import { useT } from '../../i18n/i18n'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { useSyncStore } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Page } from '../../ui/Page'
import { Signal } from '../../ui/Signal'
import { Skeleton } from '../../ui/Skeleton'
import { ExportOutbox } from './ExportOutbox'
import { LinkPanel } from './LinkPanel'
import styles from './SyncCentre.module.css'
import { SyncFigures } from './SyncFigures'
import { useFreshSync } from './useFreshSync'
import { WaitingList } from './WaitingList'
import { WorkOffline } from './WorkOffline'

function Refused({ count }: { readonly count: number }) {
  const t = useT()
  if (count === 0) return null
  return (
    <section className={styles.refused} aria-label={t('sync.refused.title')}>
      <Signal tone="attention" size={28} />
      <p>
        <strong>{t('sync.refused.count', { count })}</strong> {t('sync.refused.text')}
      </p>
      <Button onClick={() => go({ kind: 'conflicts', conflictId: null })}>{t('sync.refused.open')}</Button>
    </section>
  )
}

const Content = ({ sync }: { readonly sync: SyncSnapshot }) => (
  <div className={styles.columns}>
    <div className={styles.main}>
      <LinkPanel sync={sync} />
      <Refused count={sync.conflicts} />
      <WaitingList sync={sync} />
    </div>
    <aside className={styles.aside}>
      <WorkOffline link={sync.link} />
      <SyncFigures sync={sync} />
      <ExportOutbox />
    </aside>
  </div>
)

/** How the bench stands with central in full: what waits and why, what was refused, and what a person can do about it. */
export function SyncCentre() {
  const t = useT()
  const loaded = useSyncStore((state) => state.loaded)
  useFreshSync()
  return (
    <Page title={t('sync.title')}>
      {loaded.kind === 'loading' ? <Skeleton lines={8} /> : null}
      {loaded.kind === 'failed' ? <LoadFailed title={t('sync.failed')} refusal={loaded.refusal} /> : null}
      {loaded.kind === 'ready' ? <Content sync={loaded.value} /> : null}
    </Page>
  )
}
