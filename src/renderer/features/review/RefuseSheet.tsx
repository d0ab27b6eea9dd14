import type { Procedure } from '../../../shared/model/procedure'
import { shownOf } from '../../../shared/views/shown'
import { useT } from '../../i18n/i18n'
import { procedureNumber } from '../../parts/procedureNumber'
import { ReasonSheet } from '../../parts/ReasonSheet'
import { useAct } from '../../parts/useAct'
import { go } from '../../stores/view'

interface Props {
  readonly opened: boolean
  readonly procedure: Procedure
  readonly onClose: () => void
}

const quick = [
  'review.reason.identity',
  'review.reason.consent',
  'review.reason.duplicate',
  'review.reason.withdrawn',
] as const

export function RefuseSheet({ opened, procedure, onClose }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const refuse = async (reason: string) => {
    const cancelled = await act('procedure/cancel', { procedureId: procedure.id, shown: shownOf(procedure), reason })
    onClose()
    if (cancelled !== undefined) go({ kind: 'worklist' })
  }
  return (
    <ReasonSheet
      opened={opened}
      title={t('review.refuseTitle', { id: procedureNumber(procedure.id) })}
      text={t('review.refuseText')}
      confirm={t('review.refuseConfirm')}
      quick={quick.map((key) => t(key))}
      busy={busy}
      onClose={onClose}
      onConfirm={(reason) => void refuse(reason)}
    />
  )
}
