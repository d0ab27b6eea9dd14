import { useState } from 'react'
import type { Procedure, ProcedureVial } from '../../../shared/model/procedure'
import { shownOf } from '../../../shared/views/shown'
import { useT } from '../../i18n/i18n'
import { ReasonSheet } from '../../parts/ReasonSheet'
import { useAct } from '../../parts/useAct'
import { Button } from '../../ui/Button'

const quick = [
  'procedure.takeOff.reason.wrong',
  'procedure.takeOff.reason.damaged',
  'procedure.takeOff.reason.again',
] as const

interface Props {
  readonly procedure: Procedure
  readonly vial: ProcedureVial
}

/** Takes a vial's tag off again before its procedure is queued, whichever bench has put it on. */
export function TakeOff({ procedure, vial }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const [opened, setOpened] = useState(false)
  if (vial.tag === null || vial.place === null) return null
  const release = async (reason: string) => {
    await act('procedure/releaseTag', {
      procedureId: procedure.id,
      shown: shownOf(procedure),
      containerId: vial.containerId,
      ...(vial.tag !== null && { tag: vial.tag }),
      reason,
    })
    setOpened(false)
  }
  return (
    <>
      <Button aria-label={t('procedure.takeOff.of', { vial: vial.name })} onClick={() => setOpened(true)}>
        {t('procedure.takeOff')}
      </Button>
      <ReasonSheet
        opened={opened}
        title={t('procedure.takeOff.of', { vial: vial.name })}
        text={t('procedure.takeOff.text')}
        confirm={t('procedure.takeOff')}
        quick={quick.map((key) => t(key))}
        busy={busy}
        onClose={() => setOpened(false)}
        onConfirm={(reason) => void release(reason)}
      />
    </>
  )
}
