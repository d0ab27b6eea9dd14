import type { CentralSeen } from '../../../shared/enrolment/central'
import { useT } from '../../i18n/i18n'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { CentralCard } from './CentralCard'
import styles from './Connect.module.css'

interface Props {
  readonly seen: CentralSeen
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onBack: () => void
}

/** The one place where a person says that this central is theirs. */
export function ConfirmCentral({ seen, busy, onConfirm, onBack }: Props) {
  const t = useT()
  return (
    <>
      <h2 className={styles.question}>{t('connect.seen.title')}</h2>
      <CentralCard url={seen.url} transport={seen.transport} />
      <Acts on="page">
        <Button target="hand" variant="bare" className={styles.back} disabled={busy} onClick={onBack}>
          {t('firstRun.back')}
        </Button>
        <Button target="hand" variant="primary" data-primary keyHint="⏎" busy={busy} onClick={onConfirm}>
          {busy ? t('enrolment.busy') : t(seen.transport.kind === 'open' ? 'connect.confirmOpen' : 'connect.confirm')}
        </Button>
      </Acts>
    </>
  )
}
