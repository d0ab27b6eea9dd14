import { memo, useEffect, useRef } from 'react'
import { useT } from '../../i18n/i18n'
import { ProcedureIcon } from '../../parts/ProcedureIcon'
import { procedureNumber } from '../../parts/procedureNumber'
import { StatusWord } from '../../parts/StatusWord'
import { procedureTitle, typeWord } from '../../parts/words'
import { Button } from '../../ui/Button'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import windowed from '../../ui/WindowedTable.module.css'
import { CardAge } from './CardAge'
import { CardNotes } from './CardNotes'
import { CardProgress } from './CardProgress'
import { cardAction } from './cardAction'
import styles from './List.module.css'
import type { ListRow } from './listRows'
import { showsState } from './showsState'
import { useOpenEntry } from './useOpenEntry'

interface Props {
  readonly row: ListRow
  readonly index: number
  readonly top: number
  /** The arrow keys have led here. */
  readonly takesFocus: boolean
}

// biome-ignore-start lint/a11y/useSemanticElements: rows of a windowed table are not table elements
// biome-ignore-start lint/a11y/useFocusableInteractive: the row's button takes the focus
/** A procedure as a row. All of the row is the target of its one action. */
export const ListLine = memo(function ListLine({ row, index, top, takesFocus }: Props) {
  const t = useT()
  const { busy, open } = useOpenEntry()
  const line = useRef<HTMLDivElement>(null)
  const { lane, entry } = row
  const { procedure } = entry
  const action = cardAction(entry)
  useEffect(() => {
    if (takesFocus) line.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    <div
      ref={line}
      role="row"
      className={cx(windowed.row, styles.row)}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      data-index={index}
      data-testid={`procedure-${procedure.id}`}
    >
      <span role="cell" className={styles.lane}>
        <span>{t(`worklist.lane.${lane}`)}</span>
        {showsState(procedure) ? <StatusWord procedure={procedure} /> : null}
      </span>
      <span role="cell" className={styles.procedure}>
        <ProcedureIcon type={procedure.type} />
        <span>
          {typeWord(procedure, t)} <Identifier>{procedureNumber(procedure.id)}</Identifier>
        </span>
      </span>
      <span role="cell" className={styles.subject}>
        <Identifier>{procedure.subject?.code ?? procedure.refill?.tankName ?? t('entry.noSubject')}</Identifier>
      </span>
      <div role="cell" className={styles.vials}>
        {procedure.refill === null ? <span>{t('entry.vials', { count: procedure.vials.length })}</span> : null}
        <CardProgress entry={entry} />
      </div>
      <div role="cell" className={styles.notes}>
        <CardNotes entry={entry} />
      </div>
      <span role="cell" className={styles.age}>
        <CardAge procedure={procedure} />
      </span>
      <span role="cell">
        <Button
          variant={action === 'open' ? 'plain' : 'primary'}
          wide
          busy={busy}
          className={styles.action}
          onClick={() => void open(entry)}
        >
          {t(`worklist.${action}`)}
          <VisuallyHidden> {procedureTitle(procedure, t)}</VisuallyHidden>
        </Button>
      </span>
    </div>
  )
})
// biome-ignore-end lint/a11y/useFocusableInteractive: the row's button takes the focus
// biome-ignore-end lint/a11y/useSemanticElements: rows of a windowed table are not table elements
