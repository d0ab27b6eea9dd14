import { IconCheck, IconX } from '@tabler/icons-react'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import type { entitlement as entitlementOf } from './entitlement'
import styles from './Review.module.css'

interface Props {
  readonly count: number
  readonly entitlement: ReturnType<typeof entitlementOf>
  readonly personName: string
  readonly onAccept: () => void
  readonly onRefuse: () => void
}

function WhyNot({ entitlement, personName }: Pick<Props, 'entitlement' | 'personName'>) {
  const t = useT()
  const format = useFormat()
  if (entitlement.kind === 'may') return null
  const own = entitlement.kind === 'ownRequest'
  const names = own ? [] : entitlement.others
  return (
    <div className={styles.why} role="note">
      <Signal tone="attention" size={24} />
      <div>
        <p>{own ? t('refusal.ownRequest.what', { name: personName }) : t('review.onlySupervisor')}</p>
        {names.length > 0 ? (
          <p className={styles.who}>{t('review.supervisors', { names: format.list(names) })}</p>
        ) : null}
      </div>
    </div>
  )
}

/** The decision; or why this person can't make it, and who can. */
export function ReviewActions({ count, entitlement, personName, onAccept, onRefuse }: Props) {
  const t = useT()
  const may = entitlement.kind === 'may'
  return (
    <>
      <Button
        variant="primary"
        target="hand"
        data-primary
        disabled={!may}
        icon={<IconCheck size={28} aria-hidden="true" />}
        keyHint="⏎"
        onClick={onAccept}
      >
        {t('review.accept', { count })}
      </Button>
      <Button
        variant="stop"
        target="hand"
        disabled={entitlement.kind === 'mayNot'}
        icon={<IconX size={28} aria-hidden="true" />}
        onClick={onRefuse}
      >
        {t('review.refuse')}
      </Button>
      <WhyNot entitlement={entitlement} personName={personName} />
    </>
  )
}
