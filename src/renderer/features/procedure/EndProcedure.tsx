import { useState } from 'react'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useT } from '../../i18n/i18n'
import { Button } from '../../ui/Button'
import { EndSheet } from './EndSheet'

/** A supervisor ends what its device does not end. */
export function EndProcedure({ entry }: { readonly entry: WorklistEntry }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="stop" target="hand" onClick={() => setOpened(true)}>
        {t('procedure.end')}
      </Button>
      {opened ? <EndSheet entry={entry} onClose={() => setOpened(false)} /> : null}
    </>
  )
}
