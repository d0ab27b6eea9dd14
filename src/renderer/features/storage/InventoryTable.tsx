import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useT } from '../../i18n/i18n'
import { DewarDrawing, LensDrawing } from '../../icons/EmptyDrawings'
import type { TankNames } from '../../parts/places'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { searchFor, useView } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Skeleton } from '../../ui/Skeleton'
import { StatePanel } from '../../ui/StatePanel'
import { WindowedTable } from '../../ui/WindowedTable'
import { InventoryLine } from './InventoryLine'
import { mostRows, rowAt } from './pages'
import styles from './Storage.module.css'
import type { Inventory } from './useInventory'

const rowHeight = 56
const columns = ['vial', 'subject', 'place', 'tag', 'storedAt'] as const

interface Props {
  readonly inventory: Inventory
  readonly searching: boolean
  readonly tankName: TankNames
  readonly onShow: (first: number, last: number) => void
  readonly onAgain: () => void
}

function Nothing({ searching }: Pick<Props, 'searching'>) {
  const t = useT()
  const filtered = useView((view) => view.tank !== null) || searching
  const clear = () => {
    searchFor('')
    useView.setState({ tank: null })
  }
  return filtered ? (
    <StatePanel
      drawing={<LensDrawing />}
      title={t('storage.none.title')}
      text={t('storage.none.text')}
      action={<Button onClick={clear}>{t('storage.clear')}</Button>}
    />
  ) : (
    <StatePanel drawing={<DewarDrawing />} title={t('storage.empty.title')} text={t('storage.empty.text')} />
  )
}

/** Every vial that matches, drawn only where it is in view. */
export function InventoryTable({ inventory, searching, tankName, onShow, onAgain }: Props) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const count = Math.min(inventory.total ?? 0, mostRows)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (count > 0) onShow(first, last)
  }, [count, first, last, onShow])
  if (inventory.refusal !== null)
    return <LoadFailed title={t('storage.failed')} refusal={inventory.refusal} onAgain={onAgain} />
  if (inventory.total === null) return <Skeleton lines={10} />
  if (inventory.total === 0) return <Nothing searching={searching} />
  return (
    <WindowedTable
      framed
      label={t('storage.search')}
      count={count}
      headers={columns.map((column) => t(`storage.col.${column}`))}
      classNames={styles}
      scroller={scroller}
      height={rows.getTotalSize()}
      after={inventory.total > mostRows ? <p className={styles.limit}>{t('storage.limit')}</p> : null}
    >
      {items.map(({ index, start }) => (
        <InventoryLine key={index} row={rowAt(inventory.pages, index)} index={index} top={start} tankName={tankName} />
      ))}
    </WindowedTable>
  )
}
