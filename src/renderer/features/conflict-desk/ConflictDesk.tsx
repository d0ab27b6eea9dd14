import type { IntentId } from '../../../shared/model/ids'
import { useT } from '../../i18n/i18n'
import { AgreementDrawing } from '../../icons/EmptyDrawings'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { useConflictsStore } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Skeleton } from '../../ui/Skeleton'
import { StatePanel } from '../../ui/StatePanel'
import { ConflictDetail } from './ConflictDetail'
import { ConflictList } from './ConflictList'
import { Resolved } from './Resolved'

function Gone() {
  const t = useT()
  return (
    <StatePanel
      screen
      drawing={<AgreementDrawing />}
      title={t('conflict.gone')}
      text={t('conflict.gone.text')}
      action={<Button onClick={() => go({ kind: 'conflicts', conflictId: null })}>{t('conflict.toDesk')}</Button>}
    />
  )
}

/** Where bench and central disagree, a person decides: all conflicts, or one of them. */
export function ConflictDesk({ conflictId }: { readonly conflictId: IntentId | null }) {
  const t = useT()
  const loaded = useConflictsStore((state) => state.loaded)
  if (loaded.kind === 'loading') return <Skeleton lines={8} />
  if (loaded.kind === 'failed') return <LoadFailed screen title={t('conflict.failed')} refusal={loaded.refusal} />
  const { open, resolved } = loaded.value
  if (conflictId === null) return <ConflictList conflicts={loaded.value} />
  const conflict = open.find(({ id }) => id === conflictId)
  if (conflict !== undefined) return <ConflictDetail key={conflictId} conflict={conflict} />
  const settled = resolved.find(({ id }) => id === conflictId)
  if (settled === undefined) return <Gone />
  return <Resolved resolved={settled} next={open[0] ?? null} />
}
