import type { ProcedureId } from '../../../shared/model/ids'
import { useT } from '../../i18n/i18n'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'

/** The way to the open procedure that the vial is part of. */
export function OpenProcedure({ id }: { readonly id: ProcedureId | null }) {
  const t = useT()
  if (id === null) return null
  return (
    <>
      <p>{t('vial.held')}</p>
      <Button variant="primary" target="hand" onClick={() => go({ kind: 'procedure', procedureId: id })}>
        {t('vial.openProcedure', { id: String(id) })}
      </Button>
    </>
  )
}
