import { memo } from 'react'
import type { InventoryRow } from '../../../shared/views/inventory'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import type { TankNames } from '../../parts/places'
import { whereIs } from '../../parts/whereIs'
import { showVial } from '../../stores/view'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { Pill } from '../../ui/Pill'
import { TagText } from '../../ui/TagText'
import windowed from '../../ui/WindowedTable.module.css'
import styles from './Storage.module.css'

interface Props {
  /** Undefined while its page is on the way. */
  readonly row: InventoryRow | undefined
  readonly index: number
  readonly top: number
  readonly tankName: TankNames
}

/** One vial of the inventory; a touch opens its card. */
export const InventoryLine = memo(function InventoryLine({ row, index, top, tankName }: Props) {
  const t = useT()
  const format = useFormat()
  const style = { transform: `translateY(${top}px)` }
  // biome-ignore-start lint/a11y/useSemanticElements: rows of a windowed table are not table elements
  // biome-ignore-start lint/a11y/useFocusableInteractive: the row's button takes the focus
  if (!row)
    return (
      <div
        role="row"
        className={cx(windowed.row, styles.waitingRow)}
        style={style}
        aria-rowindex={index + 2}
        aria-busy="true"
      />
    )
  return (
    <div role="row" className={cx(windowed.row, styles.row)} style={style} aria-rowindex={index + 2}>
      <span role="cell">
        <button type="button" className={styles.open} onClick={() => showVial({ kind: 'chosen', container: row })}>
          <Identifier>{row.name}</Identifier>
        </button>
      </span>
      <span role="cell">
        <Identifier>{row.subjectCode}</Identifier>
      </span>
      <span role="cell">
        <span className={styles.where}>{whereIs(row, tankName, t)}</span>
        {row.verify === null ? null : row.verifiedHere === null ? (
          <Pill tone="attention">{t('storage.toVerify')}</Pill>
        ) : (
          <Pill tone="waiting">{t('storage.verifiedHere')}</Pill>
        )}
      </span>
      <span role="cell" className={styles.tag}>
        {row.tag === null ? '–' : <TagText tag={row.tag} />}
      </span>
      <span role="cell">{row.storedAt === null ? '–' : format.date(row.storedAt)}</span>
    </div>
  )
  // biome-ignore-end lint/a11y/useFocusableInteractive: the row's button takes the focus
  // biome-ignore-end lint/a11y/useSemanticElements: rows of a windowed table are not table elements
})
