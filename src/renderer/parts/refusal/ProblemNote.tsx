import type { IntentProblem } from '../../../shared/ipc/snapshots'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { Signal } from '../../ui/Signal'
import styles from './ProblemNote.module.css'
import { problemText } from './problemText'

/** Central refused what this bench had saved: what, what is safe, what next. */
export function ProblemNote({ problem }: { readonly problem: IntentProblem }) {
  const t = useT()
  const format = useFormat()
  return (
    <div className={styles.note} role="alert">
      <Signal tone="attention" size={28} />
      <div>
        <p className={styles.title}>{t('problem.title')}</p>
        <p>{problemText(problem, t, format)}</p>
        <p>
          {t('problem.safe')} {t('problem.next')}
        </p>
      </div>
    </div>
  )
}
