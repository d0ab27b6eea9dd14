import type { ConflictsSnapshot } from '../../../shared/views/conflict'
import { useT } from '../../i18n/i18n'
import { AgreementDrawing } from '../../icons/EmptyDrawings'
import { ConflictLine } from '../../parts/ConflictLine'
import { Page } from '../../ui/Page'
import { StatePanel } from '../../ui/StatePanel'
import styles from './ConflictList.module.css'
import { ContradictedList } from './ContradictedList'
import { ResolvedList } from './ResolvedList'

/** What waits for a decision, oldest first; below it what was decided. */
export function ConflictList({ conflicts }: { readonly conflicts: ConflictsSnapshot }) {
  const t = useT()
  const { open, resolved, contradicted } = conflicts
  return (
    <Page title={t('conflict.title')}>
      <div className={styles.stack}>
        <section aria-label={t('conflict.open')}>
          {open.length === 0 && contradicted.length > 0 ? null : open.length === 0 ? (
            <StatePanel
              inline
              drawing={<AgreementDrawing />}
              title={t('conflict.none')}
              text={t('conflict.none.text')}
            />
          ) : (
            <>
              <p className={styles.about}>{t('conflict.about', { count: open.length })}</p>
              <ul className={styles.lines}>
                {open.map((conflict) => (
                  <ConflictLine key={conflict.id} conflict={conflict} />
                ))}
              </ul>
            </>
          )}
        </section>
        {contradicted.length === 0 ? null : <ContradictedList contradicted={contradicted} />}
        {resolved.length === 0 ? null : <ResolvedList resolved={resolved} />}
      </div>
    </Page>
  )
}
