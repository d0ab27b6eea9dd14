import type { SyncSnapshot } from '../../../shared/views/sync'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { budgetMarks } from './figuresView'
import styles from './SyncFigures.module.css'

/** A mark for each request that a minute may have, those used filled. */
export function BudgetBar({ budget }: Pick<SyncSnapshot, 'budget'>) {
  const t = useT()
  const marks = budgetMarks(budget)
  const words = t('sync.budget.used', { used: budget.used, count: budget.perMinute })
  return (
    <>
      {marks === null ? (
        <progress className={styles.bar} aria-hidden="true" value={budget.used} max={budget.perMinute} />
      ) : (
        <div className={styles.marks} aria-hidden="true">
          {Array.from({ length: marks.all }, (_, index) => `mark ${index}`).map((key, index) => (
            <span key={key} className={cx(index < marks.used && styles.used)} />
          ))}
        </div>
      )}
      <span>{words}</span>
    </>
  )
}
