import { IconHandStop } from '@tabler/icons-react'
import type { Conflict, ResolvedConflict } from '../../../shared/views/conflict'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { actContext, actText } from '../../parts/benchAct'
import { SavingMark } from '../../parts/SavingMark'
import { useAct } from '../../parts/useAct'
import { useTaggingStore } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Page } from '../../ui/Page'
import { Signal } from '../../ui/Signal'
import { useNow } from '../../ui/useNow'
import { handText } from './conflictView'
import styles from './Resolved.module.css'

/** Back on the reader with it: the way that this decision leads. */
function TagNow({ act: done }: Pick<ResolvedConflict, 'act'>) {
  const t = useT()
  const { busy, act } = useAct()
  const { procedureId } = done
  if (procedureId === null) return null
  const open = async () => {
    const opened = await act('tagging/open', { procedureId })
    if (opened === undefined) return
    useTaggingStore.setState({ loaded: { kind: 'ready', value: opened } })
    go({ kind: 'tagging' })
  }
  return (
    <Button variant="primary" target="hand" data-primary keyHint="⏎" busy={busy} onClick={() => void open()}>
      {t('tagging.goTo', { vial: done.vialName ?? t('act.someVial') })}
    </Button>
  )
}

interface Props {
  readonly resolved: ResolvedConflict
  /** What waits next for a decision, if anything does. */
  readonly next: Conflict | null
}

/** A conflict that is decided: by whom, what became of it, and what the hands do now. */
export function Resolved({ resolved, next }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { kind, choice, by, atMs, reason, act, saving } = resolved
  const again = choice === 'tagAgain' && act.procedureId !== null
  return (
    <Page
      title={t('conflict.done')}
      actions={
        <>
          {again ? <TagNow act={act} /> : null}
          {next === null ? null : (
            <Button
              variant={again ? 'plain' : 'primary'}
              target="hand"
              data-primary={again ? undefined : true}
              onClick={() => go({ kind: 'conflicts', conflictId: next.id })}
            >
              {t('conflict.next')}
            </Button>
          )}
          <Button
            variant={again || next !== null ? 'plain' : 'primary'}
            target="hand"
            data-primary={again || next !== null ? undefined : true}
            onClick={() => go({ kind: 'conflicts', conflictId: null })}
          >
            {t('conflict.toDesk')}
          </Button>
        </>
      }
    >
      <div className={styles.done} data-testid="conflict-done" data-saving={saving}>
        <Signal tone={saving === 'refused' ? 'attention' : 'accepted'} size={64} />
        <p className={styles.choice}>{t(`conflict.choice.${choice}`)}</p>
        <p>
          {actText(act, t)} <span className={styles.quiet}>{actContext(act, t)}</span>
        </p>
        <p className={styles.hand}>
          <IconHandStop size={32} stroke={1.75} aria-hidden="true" />
          {handText({ kind, act, procedure: null }, choice, t)}
        </p>
        <p className={styles.quiet}>
          {t('conflict.doneBy', { person: by, when: format.when(atMs, now) })}{' '}
          {reason === null ? null : t('tagging.step.cancelledReason', { reason })}
        </p>
        <div role="status">
          <SavingMark saving={saving} />
        </div>
        {saving === 'refused' ? <p>{t('conflict.doneRefused')}</p> : null}
      </div>
    </Page>
  )
}
