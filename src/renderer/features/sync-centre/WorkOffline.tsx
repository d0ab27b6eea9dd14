import { Switch } from '@mantine/core'
import type { CentralLink } from '../../../shared/model/central-link'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import styles from './SyncFigures.module.css'

/** Before there is a central to be away from, there is nothing to switch. */
const hasCentral = ({ kind }: CentralLink): boolean =>
  kind === 'online' || kind === 'offline' || kind === 'offlineOnPurpose'

/** Without the network on purpose, and back. */
export function WorkOffline({ link }: { readonly link: CentralLink }) {
  const t = useT()
  const { busy, act } = useAct()
  if (!hasCentral(link)) return null
  return (
    <section className={styles.panel} aria-label={t('offline.switch')}>
      <Switch
        size="lg"
        classNames={{ body: styles.switch ?? '', labelWrapper: styles.switchWords ?? '' }}
        checked={link.kind === 'offlineOnPurpose'}
        disabled={busy}
        label={t('offline.switch')}
        description={t('offline.switchText')}
        onChange={(event) => void act('sync/workOffline', { offline: event.currentTarget.checked })}
      />
    </section>
  )
}
