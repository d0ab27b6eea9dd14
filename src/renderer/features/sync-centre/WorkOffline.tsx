import type { CentralLink } from '../../../shared/views/central-link'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { Panel } from '../../ui/Panel'
import { SwitchLine } from '../../ui/SwitchLine'

/** Before there is a central to be away from, there is nothing to switch. */
const hasCentral = ({ kind }: CentralLink): boolean =>
  kind === 'online' || kind === 'offline' || kind === 'offlineOnPurpose'

/** Without the network on purpose, and back. */
export function WorkOffline({ link }: { readonly link: CentralLink }) {
  const t = useT()
  const { busy, act } = useAct()
  if (!hasCentral(link)) return null
  return (
    <Panel label={t('offline.switch')}>
      <SwitchLine
        checked={link.kind === 'offlineOnPurpose'}
        disabled={busy}
        label={t('offline.switch')}
        description={t('offline.switchText')}
        onChange={(offline) => void act('sync/workOffline', { offline })}
      />
    </Panel>
  )
}
