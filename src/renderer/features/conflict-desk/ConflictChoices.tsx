import { IconHandStop, IconShieldCheck } from '@tabler/icons-react'
import type { ConflictChoice } from '../../../shared/model/conflict-kind'
import type { Person } from '../../../shared/model/person'
import type { Conflict } from '../../../shared/views/conflict'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { type Entitlement, entitlementTo } from '../../parts/entitlement'
import { Choice, Choices } from '../../ui/Choice'
import { cx } from '../../ui/cx'
import { Signal } from '../../ui/Signal'
import styles from './ConflictChoices.module.css'
import { doesText, handText } from './conflictView'

interface Props {
  readonly conflict: Conflict
  readonly chosen: ConflictChoice
  readonly current: Person | null
  readonly available: readonly Person[]
  readonly onChoose: (choice: ConflictChoice) => void
}

function WhyNot({ may }: { readonly may: Entitlement }) {
  const t = useT()
  const format = useFormat()
  if (may.kind === 'may') return null
  const { why, others } = may
  const nobody = why.kind === 'nobodySignedIn'
  return (
    <span className={styles.why}>
      <Signal tone="attention" />
      <span>
        {t(why.kind === 'nobodySignedIn' ? 'conflict.nobody' : `conflict.${why.why}`)}{' '}
        {nobody || others.length === 0 ? null : t('review.supervisors', { names: format.list(others) })}
      </span>
    </span>
  )
}

/** The ways out as large targets: what each does, what the hands do then, and who may. */
export function ConflictChoices({ conflict, chosen, current, available, onChoose }: Props) {
  const t = useT()
  const { kind, bench, central, choices } = conflict
  return (
    <Choices legend={t('conflict.choose')}>
      {choices.map(({ choice, right, needsReason }, index) => {
        const may = entitlementTo(right, current, available)
        return (
          <Choice
            key={choice}
            group="choice"
            value={choice}
            chosen={choice === chosen}
            describedBy={`does-${choice}`}
            className={cx(styles.choice, may.kind !== 'may' && styles.off)}
            onChoose={() => onChoose(choice)}
          >
            <span className={styles.name}>
              {t(`conflict.choice.${choice}`)}
              {index === 0 ? (
                <span className={styles.safe}>
                  <IconShieldCheck size={18} aria-hidden="true" />
                  {t('conflict.safe')}
                </span>
              ) : null}
            </span>
            <span id={`does-${choice}`} className={styles.does}>
              <span>{doesText(conflict, choice, t)}</span>
              <span className={styles.hand}>
                <IconHandStop size={20} stroke={1.75} aria-hidden="true" />
                <span>
                  {handText(
                    {
                      kind,
                      act: bench,
                      procedure: kind === 'notAsSeen' ? null : (central.procedure ?? bench.foreseen),
                    },
                    choice,
                    t,
                  )}
                </span>
              </span>
              {needsReason ? <span className={styles.quiet}>{t('conflict.needsReason')}</span> : null}
              <WhyNot may={may} />
            </span>
          </Choice>
        )
      })}
    </Choices>
  )
}
