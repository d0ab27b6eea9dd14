import type { ProcedureId } from '../../shared/model/ids'
import { useT } from '../i18n/i18n'
import { useConflictOf } from '../stores/snapshots'
import { go } from '../stores/view'
import { Button } from '../ui/Button'
import { Signal } from '../ui/Signal'
import { VisuallyHidden } from '../ui/VisuallyHidden'
import styles from './ConflictLink.module.css'
import { procedureNumber } from './procedureNumber'

/** From a procedure to its open conflict; nothing while it has none. */
export function ConflictLink({ procedureId }: { readonly procedureId: ProcedureId }) {
  const t = useT()
  const conflict = useConflictOf(procedureId)
  if (conflict === null) return null
  return (
    <Button
      className={styles.link}
      icon={<Signal tone="attention" />}
      onClick={() => go({ kind: 'conflicts', conflictId: conflict.id })}
    >
      {t('conflict.decide')}
      <VisuallyHidden> {t('act.onProcedure', { id: procedureNumber(procedureId) })}</VisuallyHidden>
    </Button>
  )
}
