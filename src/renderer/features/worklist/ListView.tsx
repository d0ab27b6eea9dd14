import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n'
import { LensDrawing, RackDrawing } from '../../icons/EmptyDrawings'
import { cx } from '../../ui/cx'
import { StatePanel } from '../../ui/StatePanel'
import windowed from '../../ui/WindowedTable.module.css'
import styles from './List.module.css'
import { ListLine } from './ListLine'
import { type ListRow, rowAfter } from './listRows'

const rowHeight = 72
const columns = ['lane', 'procedure', 'subject', 'vials', 'notes', 'age', 'action'] as const

interface Props {
  readonly rows: readonly ListRow[]
  readonly filtered: boolean
}

/** The row that holds the focus, or the one before the first. */
const rowOf = (target: EventTarget): number =>
  Number((target instanceof Element ? target.closest<HTMLElement>('[data-index]')?.dataset.index : undefined) ?? -1)

// biome-ignore-start lint/a11y/useSemanticElements: a table element can't hold a window of thousands of rows
/** The worklist for many: one row a procedure, drawn only where it is in view. Arrow keys go from row to row, Enter does its next step. */
export function ListView({ rows, filtered }: Props) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const shown = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const walk = (event: KeyboardEvent) => {
    const next = rowAfter(event.key, rowOf(event.target), rows.length)
    if (next === null) return
    event.preventDefault()
    shown.scrollToIndex(next, { align: 'auto' })
    setFocused(next)
  }
  if (rows.length === 0)
    return filtered ? (
      <StatePanel drawing={<LensDrawing />} title={t('worklist.empty.filtered')} />
    ) : (
      <StatePanel drawing={<RackDrawing />} title={t('worklist.empty.all')} text={t('worklist.empty.all.text')} />
    )
  return (
    <div
      className={cx(windowed.table, windowed.framed, styles.table)}
      role="table"
      aria-label={t('worklist.title')}
      aria-rowcount={rows.length + 1}
    >
      <div role="rowgroup">
        <div role="row" tabIndex={-1} className={cx(windowed.header, styles.header)} aria-rowindex={1}>
          {columns.map((column) => (
            <span key={column} role="columnheader" tabIndex={-1}>
              {t(`worklist.col.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div
        ref={scroller}
        className={cx(windowed.scroller, styles.scroller)}
        role="rowgroup"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable with the keyboard
        tabIndex={0}
        aria-label={t('worklist.title')}
        onKeyDown={walk}
        onBlur={() => setFocused(null)}
      >
        <div className={windowed.rows} role="presentation" style={{ height: shown.getTotalSize() }}>
          {shown.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            return row ? (
              <ListLine
                key={row.entry.procedure.id}
                row={row}
                index={index}
                top={start}
                takesFocus={index === focused}
              />
            ) : null
          })}
        </div>
      </div>
    </div>
  )
}
// biome-ignore-end lint/a11y/useSemanticElements: a table element can't hold a window of thousands of rows
