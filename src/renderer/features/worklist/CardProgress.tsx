import type { Procedure } from '../../../shared/model/procedure'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { freshness, isOld, refillOldMs, useTimeHere } from '../../parts/freshness'
import { levelAgeText } from '../../parts/levelText'
import { VialDots } from '../../parts/VialDots'
import { countDone, vialStates } from '../../parts/vialState'
import styles from './Card.module.css'

/** How full the refill has made its tank, as it last said itself. One that has fallen silent is no progress. */
function RefillProgress({ procedure, percent }: { readonly procedure: Procedure; readonly percent: number }) {
  const t = useT()
  const format = useFormat()
  const fresh = freshness({ at: procedure.updatedAt }, useTimeHere(30_000), refillOldMs)
  if (procedure.status === 'IN_PROGRESS' && isOld(fresh)) {
    return (
      <div className={styles.progress}>
        <span>{levelAgeText({ fresh }, t, format)}</span>
      </div>
    )
  }
  return (
    <div className={styles.progress}>
      <progress
        className={styles.level}
        value={percent}
        max={100}
        aria-label={t('devices.level', { percent: format.percent(percent) })}
      />
      <span>{format.percent(percent)}</span>
    </div>
  )
}

/** Vial by vial: while it is tagged, while a device works, and how it ended. */
export function CardProgress({ entry }: { readonly entry: WorklistEntry }) {
  const t = useT()
  const { procedure } = entry
  if (procedure.refill !== null) return <RefillProgress procedure={procedure} percent={procedure.refill.levelNow} />
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
