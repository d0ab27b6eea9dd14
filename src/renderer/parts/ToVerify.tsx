import type { ContainerId } from '../../shared/model/ids'
import { useT } from '../i18n/i18n'
import { go } from '../stores/view'
import { Button } from '../ui/Button'
import { Signal } from '../ui/Signal'

/** What a procedure waits for: the way to its first vial that is to be verified. Nothing where none is. */
export function ToVerify({ vials }: { readonly vials: readonly ContainerId[] }) {
  const t = useT()
  const [first] = vials
  if (first === undefined) return null
  return (
    <Button
      icon={<Signal tone="attention" />}
      onClick={() => go({ kind: 'attention', containerId: vials.length === 1 ? first : null })}
    >
      {t('entry.toVerify', { count: vials.length })}
    </Button>
  )
}
