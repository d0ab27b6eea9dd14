import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { SyncSnapshot } from '../../../shared/views/sync'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { AgreementDrawing } from '../../icons/EmptyDrawings'
import { Panel } from '../../ui/Panel'
import { StatePanel } from '../../ui/StatePanel'
import { WindowedTable } from '../../ui/WindowedTable'
import { WaitingLine } from './WaitingLine'
import styles from './WaitingList.module.css'

const rowHeight = 60
const columns = ['act', 'who', 'why'] as const

function Nothing({ sync }: { readonly sync: SyncSnapshot }) {
  const t = useT()
  const rest = sync.conflicts > 0
  return (
    <StatePanel
      inline
      drawing={<AgreementDrawing />}
      title={t(rest ? 'sync.waiting.noneElse' : 'sync.waiting.none')}
      text={t('sync.waiting.noneText')}
    />
  )
}

/** Every act that central has not confirmed, oldest first, drawn only where it is in view. */
export function WaitingList({ sync }: { readonly sync: SyncSnapshot }) {
  const t = useT()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const { waiting, waitingCount } = sync
  const rows = useVirtualizer({
    count: waiting.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const title = t('sync.waiting.title')
  return (
    <Panel size="bare" className={styles.panel} label={title} data-testid="sync-waiting" data-count={waitingCount}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {title} {waitingCount > 0 ? <span className={styles.count}>{format.number(waitingCount)}</span> : null}
        </h2>
        <p className={styles.confirmed}>{t('sync.confirmed', { count: sync.confirmed })}</p>
      </div>
      {waiting.length === 0 ? (
        <Nothing sync={sync} />
      ) : (
        <>
          <WindowedTable
            label={title}
            count={waiting.length}
            headers={columns.map((column) => t(`sync.col.${column}`))}
            classNames={styles}
            scroller={scroller}
            height={rows.getTotalSize()}
          >
            {rows.getVirtualItems().map(({ index, start }) => {
              const act = waiting[index]
              return act === undefined ? null : (
                <WaitingLine key={act.intentId} act={act} link={sync.link} index={index} top={start} />
              )
            })}
          </WindowedTable>
          {waitingCount > waiting.length ? (
            <p className={styles.more}>{t('sync.waiting.more', { shown: waiting.length, count: waitingCount })}</p>
          ) : null}
        </>
      )}
    </Panel>
  )
}
