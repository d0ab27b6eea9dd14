import type { WorklistEntry } from '../../../shared/views/worklist'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { VialDots } from '../../parts/VialDots'
import { countDone, vialStates } from '../../parts/vialState'
import styles from './Card.module.css'

/** Vial by vial: while it is tagged, while a device works, and how it ended. */
export function CardProgress({ entry }: { readonly entry: WorklistEntry }) {
  const t = useT()
  const format = useFormat()
  const { procedure } = entry
  if (procedure.refill !== null) {
    const { levelNow } = procedure.refill
    return (
      <div className={styles.progress}>
        <progress
          className={styles.level}
          value={levelNow}
          max={100}
          aria-label={t('devices.level', { percent: format.percent(levelNow) })}
        />
        <span>{format.percent(levelNow)}</span>
      </div>
    )
  }
  const states = vialStates(entry)
  const done = countDone(entry)
  const tagging = procedure.status === 'PENDING'
  if (procedure.status === 'CREATED' || procedure.status === 'CANCELLED' || (tagging && done === 0)) return null
  const values = { done, tagged: done, total: states.length }
  return (
    <div className={styles.progress}>
      <VialDots states={states} label={t(tagging ? 'entry.tagged' : 'procedure.progress', values)} />
      <span>{t('entry.done', values)}</span>
    </div>
  )
}
