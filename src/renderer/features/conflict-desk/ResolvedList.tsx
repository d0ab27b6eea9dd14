import type { ConflictsSnapshot } from '../../../shared/views/conflict'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { actContext, actText } from '../../parts/benchAct'
import { SavingMark } from '../../parts/SavingMark'
import { useNow } from '../../ui/useNow'
import styles from './ConflictList.module.css'

/** Who decided what, when and why; and how far the decision itself has come. */
export function ResolvedList({ resolved }: Pick<ConflictsSnapshot, 'resolved'>) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  return (
    <section aria-labelledby="resolved">
      <h2 id="resolved" className={styles.heading}>
        {t('conflict.resolved')}
      </h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('conflict.col.what')}</th>
              <th scope="col">{t('conflict.col.decision')}</th>
              <th scope="col">{t('conflict.col.who')}</th>
              <th scope="col">{t('conflict.col.saving')}</th>
            </tr>
          </thead>
          <tbody>
            {resolved.map(({ id, kind, choice, by, atMs, reason, act, saving }) => (
              <tr key={id}>
                <th scope="row">
                  <span>{actText(act, t)}</span>
                  <span className={styles.second}>
                    {t(`conflict.kind.${kind}`)}. {actContext(act, t)}
                  </span>
                </th>
                <td>
                  <span>{t(`conflict.choice.${choice}`)}</span>
                  {reason === null ? null : (
                    <span className={styles.second}>{t('tagging.step.cancelledReason', { reason })}</span>
                  )}
                </td>
                <td>
                  <span>{by}</span>
                  <span className={styles.second}>{format.when(atMs, now)}</span>
                </td>
                <td>
                  <SavingMark saving={saving} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
