import type { HealthSnapshot } from '../../../shared/views/health'
import { useT } from '../../i18n/i18n'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { Backups } from './Backups'
import { Checks } from './Checks'
import { Diagnostics } from './Diagnostics'
import styles from './Health.module.css'
import { LogTail } from './LogTail'
import { ProgramFacts } from './ProgramFacts'
import { useHealth } from './useHealth'
import { Verdict } from './Verdict'

const Content = ({ health, again }: { readonly health: HealthSnapshot; readonly again: () => void }) => (
  <div className={styles.columns}>
    <div className={styles.column}>
      <Verdict status={health.status} checks={health.checks} />
      <Checks checks={health.checks} facts={health.facts} />
      <LogTail log={health.log} />
    </div>
    <div className={styles.column}>
      <Diagnostics writing={health.writing} onChange={again} />
      <Backups backups={health.backups} facts={health.facts} onChange={again} />
      <ProgramFacts program={health.program} dataDir={health.dataDir} facts={health.facts} />
    </div>
  </div>
)

/** How this bench itself is: database, backups, disk, readers, link, crashes; and what IT needs of it. */
export function Health() {
  const t = useT()
  const { loaded, again } = useHealth()
  return (
    <Page title={t('health.title')}>
      {loaded.kind === 'loading' ? <Skeleton lines={8} /> : null}
      {loaded.kind === 'failed' ? (
        <LoadFailed title={t('health.failed')} refusal={loaded.refusal} onAgain={again} />
      ) : null}
      {loaded.kind === 'ready' ? <Content health={loaded.value} again={again} /> : null}
    </Page>
  )
}
