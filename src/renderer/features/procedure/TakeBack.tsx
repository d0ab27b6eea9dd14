import { useState } from 'react'
import type { Procedure } from '../../../shared/model/procedure'
import { shownOf } from '../../../shared/views/shown'
import { useT } from '../../i18n/i18n'
import { procedureNumber } from '../../parts/procedureNumber'
import { ReasonSheet } from '../../parts/ReasonSheet'
import { useAct } from '../../parts/useAct'
import { typeWord } from '../../parts/words'
import { Button } from '../../ui/Button'

const quick = ['review.reason.withdrawn', 'review.reason.duplicate', 'review.reason.identity'] as const

/** A supervisor takes a queued procedure back, before the device has begun. */
export function TakeBack({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  const { busy, act } = useAct()
  const [opened, setOpened] = useState(false)
  const cancel = async (reason: string) => {
    await act('procedure/cancel', { procedureId: procedure.id, shown: shownOf(procedure), reason })
    setOpened(false)
  }
  return (
    <>
      <Button variant="stop" target="hand" onClick={() => setOpened(true)}>
        {t('procedure.cancel')}
      </Button>
      <ReasonSheet
        opened={opened}
        title={t('procedure.cancel.title', { type: typeWord(procedure, t), id: procedureNumber(procedure.id) })}
        text={t('procedure.cancel.text')}
        confirm={t('procedure.cancel')}
        quick={quick.map((key) => t(key))}
        busy={busy}
        onClose={() => setOpened(false)}
        onConfirm={(reason) => void cancel(reason)}
      />
    </>
  )
}
