import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n'
import { LensDrawing, RackDrawing } from '../../icons/EmptyDrawings'
import { StatePanel } from '../../ui/StatePanel'
import { WindowedTable } from '../../ui/WindowedTable'
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
    <WindowedTable
      framed
      label={t('worklist.title')}
      count={rows.length}
      headers={columns.map((column) => t(`worklist.col.${column}`))}
      classNames={styles}
      scroller={scroller}
      height={shown.getTotalSize()}
      onKeyDown={walk}
      onBlur={() => setFocused(null)}
    >
      {shown.getVirtualItems().map(({ index, start }) => {
        const row = rows[index]
        return row ? (
          <ListLine key={row.entry.procedure.id} row={row} index={index} top={start} takesFocus={index === focused} />
        ) : null
      })}
    </WindowedTable>
  )
}
