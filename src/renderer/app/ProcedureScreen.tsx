import type { ProcedureId } from '../../shared/model/ids'
import { ProcedureDetail } from '../features/procedure/ProcedureDetail'
import { Review } from '../features/review/Review'
import { useT } from '../i18n/i18n'
import { LensDrawing } from '../icons/EmptyDrawings'
import { LoadFailed } from '../parts/refusal/LoadFailed'
import { useEntry } from '../stores/useEntry'
import { goBack } from '../stores/view'
import { Button } from '../ui/Button'
import { Skeleton } from '../ui/Skeleton'
import { StatePanel } from '../ui/StatePanel'

/** One procedure: reviewed while it is a PENDING RETRIEVAL, looked at otherwise. */
export function ProcedureScreen({ procedureId }: { readonly procedureId: ProcedureId }) {
  const t = useT()
  const loaded = useEntry(procedureId)
  if (loaded.kind === 'loading') return <Skeleton lines={8} />
  if (loaded.kind === 'failed') {
    if (loaded.refusal.kind !== 'noSuchProcedure')
      return <LoadFailed screen title={t('worklist.failedTitle')} refusal={loaded.refusal} />
    return (
      <StatePanel
        screen
        drawing={<LensDrawing />}
        title={t('procedure.notFound.title')}
        text={t('procedure.notFound.text')}
        action={<Button onClick={goBack}>{t('app.back')}</Button>}
      />
    )
  }
  const { procedure } = loaded.value
  return procedure.type === 'RETRIEVAL' && procedure.status === 'PENDING' ? (
    <Review entry={loaded.value} />
  ) : (
    <ProcedureDetail entry={loaded.value} />
  )
}
