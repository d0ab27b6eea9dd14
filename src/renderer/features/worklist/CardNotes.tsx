import type { WorklistEntry } from '../../../shared/views/worklist'
import { useT } from '../../i18n/i18n'
import { ConflictLink } from '../../parts/ConflictLink'
import { StalledPill } from '../../parts/StalledPill'
import { ToVerify } from '../../parts/ToVerify'
import { useConflictOf } from '../../stores/snapshots'
import { Pill } from '../../ui/Pill'
import styles from './Card.module.css'

/** What is out of the ordinary about a procedure. */
export function CardNotes({ entry }: { readonly entry: WorklistEntry }) {
  const t = useT()
  const { procedure, claimedElsewhere, unsent, problem, stalled } = entry
  const conflict = useConflictOf(procedure.id)
  const notDone = procedure.vials.filter((vial) => vial.outcome === 'notDone' || vial.outcome === 'unknown').length
  return (
    <>
      {procedure.reason !== null ? <p className={styles.reason}>{procedure.reason}</p> : null}
      <div className={styles.notes}>
        <StalledPill stalled={stalled} />
        {claimedElsewhere !== null ? (
          <Pill tone="waiting">{t('entry.claimed', { bench: claimedElsewhere })}</Pill>
        ) : null}
        {unsent > 0 ? <Pill tone="neutral">{t('entry.unsent', { count: unsent })}</Pill> : null}
        {notDone > 0 ? <Pill tone="attention">{t('entry.notFound', { count: notDone })}</Pill> : null}
        <ToVerify vials={entry.toVerify} />
        {problem !== null && conflict === null ? <Pill tone="attention">{t('entry.problem')}</Pill> : null}
        <ConflictLink procedureId={procedure.id} />
      </div>
    </>
  )
}
