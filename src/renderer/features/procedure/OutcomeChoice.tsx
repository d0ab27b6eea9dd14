import { IconCheck } from '@tabler/icons-react'
import type { ProcedureVial } from '../../../shared/model/procedure'
import { useT } from '../../i18n/i18n'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import styles from './EndSheet.module.css'
import { type SaidOutcome, saidOutcomeKinds } from './endOutcomes'

interface Props {
  readonly vial: ProcedureVial
  readonly said: SaidOutcome | null
  readonly onSay: (outcome: SaidOutcome) => void
}

/** What became of one vial: nothing is chosen until somebody has. */
export function OutcomeChoice({ vial, said, onSay }: Props) {
  const t = useT()
  return (
    <li className={styles.vial}>
      <Identifier className={styles.name}>{vial.name}</Identifier>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row */}
      <div role="group" aria-label={vial.name} className={styles.outcomes}>
        {saidOutcomeKinds.map((outcome) => (
          <Button
            key={outcome}
            aria-pressed={said === outcome}
            icon={said === outcome ? <IconCheck size={20} aria-hidden="true" /> : null}
            onClick={() => onSay(outcome)}
          >
            {t(`procedure.end.outcome.${outcome}`)}
          </Button>
        ))}
      </div>
    </li>
  )
}
