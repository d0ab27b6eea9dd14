import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { ConflictChoice } from '../../../shared/model/conflict-kind'
import type { Conflict } from '../../../shared/views/conflict'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { actContext, actText } from '../../parts/benchAct'
import { entitlementTo } from '../../parts/entitlement'
import { problemText } from '../../parts/refusal/problemText'
import { useBench } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Page } from '../../ui/Page'
import { Pill } from '../../ui/Pill'
import { Comparison } from './Comparison'
import { ConflictChoices } from './ConflictChoices'
import styles from './ConflictDetail.module.css'
import { behindText, happened } from './conflictView'
import { ResolveSheet } from './ResolveSheet'

const toDesk = () => go({ kind: 'conflicts', conflictId: null })

function Back() {
  const t = useT()
  return (
    <button type="button" className={styles.back} aria-label={t('conflict.toDesk')} onClick={toDesk}>
      <IconArrowLeft size={24} aria-hidden="true" className={styles.arrow} />
    </button>
  )
}

interface ActionsProps {
  readonly title: string
  readonly disabled: boolean
  readonly onDecide: () => void
}

function Actions({ title, disabled, onDecide }: ActionsProps) {
  const t = useT()
  return (
    <>
      <Button variant="primary" target="hand" data-primary keyHint="⏎" disabled={disabled} onClick={onDecide}>
        {title}
      </Button>
      <Button target="hand" onClick={toDesk}>
        {t('conflict.later')}
      </Button>
      <p className={styles.laterText}>{t('conflict.later.text')}</p>
    </>
  )
}

function Story({ conflict }: { readonly conflict: Conflict }) {
  const t = useT()
  const format = useFormat()
  const { bench, central } = conflict
  const behind = behindText(conflict, t)
  return (
    <section className={styles.story} aria-label={t('conflict.happened')}>
      <p className={styles.act}>
        <strong>{actText(bench, t)}</strong> <span className={styles.quiet}>{actContext(bench, t)}</span>
      </p>
      <p>{happened(conflict, t)}</p>
      <p>{t('conflict.centralSays', { reason: problemText(central.problem, t, format) })}</p>
      {behind === null ? null : <p>{behind}</p>}
    </section>
  )
}

/** One conflict: what happened, what the three say, and the ways out of it, the safe one first. */
export function ConflictDetail({ conflict }: { readonly conflict: Conflict }) {
  const t = useT()
  const people = useBench()?.people
  const { choices, kind, owner } = conflict
  const [wanted, setWanted] = useState<ConflictChoice | null>(null)
  // The choice that the sheet asks about: when central's state moves on and takes that choice away, the sheet must not ask about another.
  const [asking, setAsking] = useState<ConflictChoice | null>(null)
  const chosen = choices.find(({ choice }) => choice === wanted) ?? choices[0]
  if (asking !== null && asking !== chosen?.choice) setAsking(null)
  const current = people?.current ?? null
  const may = chosen === undefined ? null : entitlementTo(chosen.right, current, people?.available ?? [])
  return (
    <Page
      lead={<Back />}
      title={t(`conflict.kind.${kind}`)}
      aside={<Pill tone="neutral">{t(`conflict.owner.${owner}`)}</Pill>}
      actions={
        <Actions
          title={chosen === undefined ? t('conflict.decide') : t(`conflict.choice.${chosen.choice}`)}
          disabled={may?.kind !== 'may'}
          onDecide={() => setAsking(chosen?.choice ?? null)}
        />
      }
    >
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Story conflict={conflict} />
          <Comparison conflict={conflict} />
        </div>
        {chosen === undefined ? null : (
          <ConflictChoices
            conflict={conflict}
            chosen={chosen.choice}
            current={current}
            available={people?.available ?? []}
            onChoose={setWanted}
          />
        )}
      </div>
      {chosen === undefined || current === null ? null : (
        <ResolveSheet
          key={chosen.choice}
          opened={asking === chosen.choice}
          conflict={conflict}
          choice={chosen}
          person={current}
          onClose={() => setAsking(null)}
        />
      )}
    </Page>
  )
}
