import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import styles from './VialList.module.css'
import { VialRow } from './VialRow'

/** Pixels of a row; a procedure may have ten thousand. */
const rowHeight = 60

/** The vials of the procedure in order, each with how far its tag has come. */
export const VialList = memo(function VialList({ tagging }: { readonly tagging: TaggingSnapshot }) {
  const t = useT()
  const { vials, tagged, step } = tagging
  const now = 'vial' in step && step.vial !== null ? step.vial.containerId : null
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: vials.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const nowIndex = vials.findIndex(({ vial }) => vial.containerId === now)
  useEffect(() => {
    if (nowIndex >= 0) rows.scrollToIndex(nowIndex, { align: 'auto' })
  }, [nowIndex, rows])
  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <h2>{t('tagging.progress', { tagged, total: vials.length })}</h2>
        <progress
          className={styles.bar}
          value={tagged}
          max={Math.max(1, vials.length)}
          aria-label={t('tagging.list')}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable with the keyboard */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('tagging.list')}>
        <ol style={{ height: rows.getTotalSize() }} className={styles.rows}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const row = vials[index]
            return row ? (
              <VialRow key={row.vial.containerId} row={row} top={start} now={row.vial.containerId === now} />
            ) : null
          })}
        </ol>
      </section>
    </div>
  )
})
