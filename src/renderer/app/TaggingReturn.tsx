import { useT } from '../i18n/i18n'
import { procedureNumber } from '../parts/procedureNumber'
import { useTagging } from '../stores/snapshots'
import { go, useView } from '../stores/view'
import { cx } from '../ui/cx'
import { Signal } from '../ui/Signal'
import styles from './TaggingReturn.module.css'

/** While a STORE is open and another screen is shown: what it is, how far, and the way back. */
export function TaggingReturn() {
  const t = useT()
  const tagging = useTagging()
  const away = useView((view) => view.route.kind !== 'tagging')
  if (tagging === null || !away || tagging.step.kind === 'finished') return null
  const id = procedureNumber(tagging.procedure.id)
  const stopped = tagging.step.kind === 'refused'
  return (
    <button
      type="button"
      className={cx(styles.back, stopped && styles.stopped)}
      onClick={() => go({ kind: 'tagging' })}
    >
      <Signal tone={stopped ? 'attention' : 'waiting'} />
      {stopped
        ? t('nav.taggingStopped', { id })
        : t('nav.tagging', { id, tagged: tagging.tagged, total: tagging.vials.length })}
    </button>
  )
}
