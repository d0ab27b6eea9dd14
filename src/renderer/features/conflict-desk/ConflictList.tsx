import { IconChevronRight } from '@tabler/icons-react'
import type { Conflict, ConflictsSnapshot } from '../../../shared/ipc/sync-views'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { AgreementDrawing } from '../../icons/EmptyDrawings'
import { actContext, actText } from '../../parts/benchAct'
import { Age } from '../../parts/Countdown'
import { go } from '../../stores/view'
import { Page } from '../../ui/Page'
import { Pill } from '../../ui/Pill'
import { Signal } from '../../ui/Signal'
import { StatePanel } from '../../ui/StatePanel'
import { useNow } from '../../ui/useNow'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './ConflictList.module.css'
import { ResolvedList } from './ResolvedList'

function Line({ conflict }: { readonly conflict: Conflict }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { bench, kind, owner, sinceMs } = conflict
  return (
    <li>
      <button
        type="button"
        className={styles.line}
        data-conflict={kind}
        onClick={() => go({ kind: 'conflicts', conflictId: conflict.id })}
      >
        <Signal tone="attention" size={28} />
        <span className={styles.words}>
          <strong>{t(`conflict.kind.${kind}`)}</strong>
          <span>
            {actText(bench, t)} <span className={styles.quiet}>{actContext(bench, t)}</span>
          </span>
        </span>
        <span className={styles.end}>
          <Pill tone="neutral">{t(`conflict.owner.${owner}`)}</Pill>
          <span className={styles.quiet}>
            {format.when(sinceMs, now)} (<Age sinceMs={sinceMs} />)
          </span>
        </span>
        <VisuallyHidden>{t('conflict.decide')}</VisuallyHidden>
        <IconChevronRight size={24} aria-hidden="true" className={styles.chevron} />
      </button>
    </li>
  )
}

/** What waits for a decision, oldest first; below it what was decided. */
export function ConflictList({ conflicts }: { readonly conflicts: ConflictsSnapshot }) {
  const t = useT()
  const { open, resolved } = conflicts
  return (
    <Page title={t('conflict.title')}>
      <div className={styles.stack}>
        <section aria-label={t('conflict.open')}>
          {open.length === 0 ? (
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
                  <Line key={conflict.id} conflict={conflict} />
                ))}
              </ul>
            </>
          )}
        </section>
        {resolved.length === 0 ? null : <ResolvedList resolved={resolved} />}
      </div>
    </Page>
  )
}
