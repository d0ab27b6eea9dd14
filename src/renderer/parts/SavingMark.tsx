import { IconAlertTriangle, IconCheck, IconChecks, IconDeviceFloppy } from '@tabler/icons-react'
import { assertNever } from '../../shared/assert-never'
import type { Saving } from '../../shared/views/worklist'
import { useT } from '../i18n/i18n'
import { cx } from '../ui/cx'
import styles from './SavingMark.module.css'

function Sign({ saving }: { readonly saving: Exclude<Saving, 'none'> }) {
  const common = { size: 18, stroke: 2, 'aria-hidden': true } as const
  switch (saving) {
    case 'saved':
      return <IconDeviceFloppy {...common} />
    case 'sent':
      return <IconCheck {...common} />
    case 'confirmed':
      return <IconChecks {...common} />
    case 'refused':
      return <IconAlertTriangle {...common} />
    default:
      return assertNever(saving)
  }
}

/** How far a tag has come: on this bench, on its way, confirmed by central. Nothing while there is no tag. */
export function SavingMark({ saving }: { readonly saving: Saving }) {
  const t = useT()
  if (saving === 'none') return null
  return (
    <span className={cx(styles.mark, styles[saving])}>
      <Sign saving={saving} />
      {t(`saving.${saving}`)}
    </span>
  )
}
