import type { SyncSnapshot } from '../../../shared/views/sync'
import { useT } from '../../i18n/i18n'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { loadedValue } from '../../stores/snapshot'
import { useConflictsStore, useSyncStore } from '../../stores/snapshots'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { ExportOutbox } from './ExportOutbox'
import { LinkPanel } from './LinkPanel'
import { Refused } from './Refused'
import styles from './SyncCentre.module.css'
import { SyncFigures } from './SyncFigures'
import { useFreshSync } from './useFreshSync'
import { WaitingList } from './WaitingList'
import { WorkOffline } from './WorkOffline'

/** What waits at the conflict desk. Their number comes with this screen's own snapshot, and may be there first. */
function OpenConflicts({ count }: { readonly count: number }) {
  const conflicts = useConflictsStore((state) => loadedValue(state.loaded))
  return <Refused count={conflicts?.open.length ?? count} open={conflicts?.open ?? []} />
}

const Content = ({ sync }: { readonly sync: SyncSnapshot }) => (
  <div className={styles.columns}>
    <div className={styles.main}>
      <LinkPanel sync={sync} />
      <OpenConflicts count={sync.conflicts} />
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
