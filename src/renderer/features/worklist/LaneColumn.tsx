import { memo, useState } from 'react'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useT } from '../../i18n/i18n'
import { RackDrawing } from '../../icons/EmptyDrawings'
import type { Lane } from '../../stores/entries'
import { Button } from '../../ui/Button'
import { StatePanel } from '../../ui/StatePanel'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import { Card } from './Card'
import styles from './Worklist.module.css'

/** Cards drawn at first, and more at each press: a lane may hold thousands after a long outage. */
const batch = 60

interface Props {
  readonly lane: Lane
  readonly entries: readonly WorklistEntry[]
  readonly filtered: boolean
}

function Empty({ lane, filtered }: Pick<Props, 'lane' | 'filtered'>) {
  const t = useT()
  if (filtered || lane === 'other' || lane === 'notDoneToday')
    return <p className={styles.nothing}>{t('worklist.empty.filtered')}</p>
  return (
    <StatePanel
      inline
      drawing={<RackDrawing />}
      title={t(`worklist.empty.${lane}`)}
      text={t(`worklist.empty.${lane}.text`)}
    />
  )
}

/** One lane: its name, how many, its cards. */
export const LaneColumn = memo(function LaneColumn({ lane, entries, filtered }: Props) {
  const t = useT()
  const [limit, setLimit] = useState(batch)
  const more = entries.length - limit
  return (
    <section className={styles.lane} data-testid={`lane-${lane}`} aria-label={t(`worklist.lane.${lane}`)}>
      <h2 className={styles.laneTitle}>
        {t(`worklist.lane.${lane}`)}
        <span className={styles.count}>
          <span aria-hidden="true">{entries.length}</span>
          <VisuallyHidden>{t('worklist.lane.count', { count: entries.length })}</VisuallyHidden>
        </span>
      </h2>
      {entries.length === 0 ? <Empty lane={lane} filtered={filtered} /> : null}
      <ul className={styles.cards}>
        {entries.slice(0, limit).map((entry) => (
          <li key={entry.procedure.id}>
            <Card entry={entry} />
          </li>
        ))}
      </ul>
      {more > 0 ? <Button onClick={() => setLimit(limit + batch)}>{t('worklist.more', { count: more })}</Button> : null}
    </section>
  )
})
