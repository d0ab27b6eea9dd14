import type { CentralLink } from '../../../shared/views/central-link'
import type { WaitingAct } from '../../../shared/views/sync'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { actContext, actText } from '../../parts/benchAct'
import { Age, Countdown } from '../../parts/Countdown'
import { cx } from '../../ui/cx'
import { TagText } from '../../ui/TagText'
import { useNow } from '../../ui/useNow'
import windowed from '../../ui/WindowedTable.module.css'
import styles from './WaitingList.module.css'
import { waitingView } from './waitingView'

interface Props {
  readonly act: WaitingAct
  readonly link: CentralLink
  readonly index: number
  readonly top: number
}

// biome-ignore-start lint/a11y/useSemanticElements: rows of a windowed table are not table elements
// biome-ignore-start lint/a11y/useFocusableInteractive: nothing in the row is to be pressed
/** One act: what, of which vial and procedure; who and since when; why it waits. */
export function WaitingLine({ act, link, index, top }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { why, againAtMs, detail } = waitingView(act, link, t, format)
  return (
    <div
      role="row"
      className={cx(windowed.row, styles.row)}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
    >
      <span role="cell">
        <strong className={styles.first}>{actText(act, t)}</strong>
        {act.tag === null ? null : (
          <span className={styles.second}>
            <TagText tag={act.tag} />
          </span>
        )}
      </span>
      <span role="cell">
        <span className={styles.first}>
          {act.actorName}, {format.when(act.atMs, now)} (<Age sinceMs={act.atMs} />)
        </span>
        <span className={styles.second}>{actContext(act, t)}</span>
      </span>
      <span role="cell">
        <span className={styles.first}>
          {why} {againAtMs === null ? null : <Countdown untilMs={againAtMs} />}
        </span>
        {detail === null ? null : <span className={styles.second}>{detail}</span>}
      </span>
    </div>
  )
}
// biome-ignore-end lint/a11y/useFocusableInteractive: nothing in the row is to be pressed
// biome-ignore-end lint/a11y/useSemanticElements: rows of a windowed table are not table elements
