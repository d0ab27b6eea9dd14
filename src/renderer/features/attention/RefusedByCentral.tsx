import type { IntentId } from '../../../shared/model/ids'
import { useT } from '../../i18n/i18n'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'

/** What was done about it did not count: the way to why. */
export function RefusedByCentral({ conflict }: { readonly conflict: IntentId | null }) {
  const t = useT()
  if (conflict === null) return null
  return (
    <Button icon={<Signal tone="attention" />} onClick={() => go({ kind: 'conflicts', conflictId: conflict })}>
      {t('attention.refused')}
    </Button>
  )
}
