import { memo } from 'react'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useT } from '../../i18n/i18n'
import { ProcedureIcon } from '../../parts/ProcedureIcon'
import { procedureNumber } from '../../parts/procedureNumber'
import { procedureTitle, typeWord } from '../../parts/words'
import { Button } from '../../ui/Button'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './Card.module.css'
import { CardAge } from './CardAge'
import { CardNotes } from './CardNotes'
import { CardProgress } from './CardProgress'
import { CardStatus } from './CardStatus'
import { cardAction } from './cardAction'
import { useOpenEntry } from './useOpenEntry'

/** A procedure in its lane. All of the card is the target of its one action. */
export const Card = memo(function Card({ entry }: { readonly entry: WorklistEntry }) {
  const t = useT()
  const { busy, open } = useOpenEntry()
  const { procedure } = entry
  const action = cardAction(entry)
  const quiet = action === 'open'
  return (
    <article
      className={cx(styles.card, procedure.status === 'FAILED' && styles.failed)}
      data-testid={`procedure-${procedure.id}`}
    >
      <div className={styles.head}>
        <span className={styles.icon}>
          <ProcedureIcon type={procedure.type} />
        </span>
        <h3 className={styles.title}>
          {typeWord(procedure, t)} <Identifier>{procedureNumber(procedure.id)}</Identifier>
        </h3>
      </div>
      <p className={styles.subject}>
        <Identifier>{procedure.subject?.code ?? procedure.refill?.tankName ?? t('entry.noSubject')}</Identifier>
      </p>
      <div className={styles.line}>
        <span>{procedure.refill === null ? t('entry.vials', { count: procedure.vials.length }) : null}</span>
        <CardAge procedure={procedure} />
      </div>
      <CardProgress entry={entry} />
      <CardNotes entry={entry} />
      <div className={styles.foot}>
        <CardStatus procedure={procedure} />
        <Button
          variant={quiet ? 'bare' : 'primary'}
          busy={busy}
          className={cx(styles.action, quiet && styles.quiet)}
          onClick={() => void open(entry)}
        >
          {t(`worklist.${action}`)}
          <VisuallyHidden> {procedureTitle(procedure, t)}</VisuallyHidden>
        </Button>
      </div>
    </article>
  )
})
