import type { ToldProblem } from '../../../shared/acts/problems/told'
import type { ProcedureId } from '../../../shared/model/ids'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { Signal } from '../../ui/Signal'
import { ConflictLink } from '../ConflictLink'
import styles from './ProblemNote.module.css'
import { problemText } from './problemText'

interface Props {
  readonly problem: ToldProblem
  readonly procedureId: ProcedureId
}

/** Central refused what this bench had saved: what, what is safe, what next, and the way to decide it. */
export function ProblemNote({ problem, procedureId }: Props) {
  const t = useT()
  const format = useFormat()
  return (
    <div className={styles.note} role="alert">
      <Signal tone="attention" size={28} />
      <div className={styles.words}>
        <p className={styles.title}>{t('problem.title')}</p>
        <p>{problemText(problem, t, format)}</p>
        <p>
          {t('problem.safe')} {t('problem.next')}
        </p>
      </div>
      <ConflictLink procedureId={procedureId} />
    </div>
  )
}
