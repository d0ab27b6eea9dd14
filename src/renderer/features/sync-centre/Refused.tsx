import type { Conflict } from '../../../shared/views/conflict'
import { useT } from '../../i18n/i18n'
import { ConflictLine } from '../../parts/ConflictLine'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Panel } from '../../ui/Panel'
import { Signal } from '../../ui/Signal'
import styles from './Refused.module.css'

/** More would push what waits out of sight; the desk has them all. */
const mostShown = 3

interface Props {
  readonly count: number
  /** Oldest first; empty as long as only their number is known. */
  readonly open: readonly Conflict[]
}

/** What central refused, the newest by name; the desk is where it is decided, and where what was decided stands. */
export function Refused({ count, open }: Props) {
  const t = useT()
  const newest = open.slice(-mostShown).reverse()
  const older = newest.length === 0 ? 0 : count - newest.length
  return (
    <Panel
      className={styles.panel}
      label={t('sync.refused.title')}
      {...(count > 0 ? { tone: 'attention' } : {})}
      data-testid="sync-refused"
      data-count={count}
    >
      <div className={styles.head}>
        <Signal tone={count > 0 ? 'attention' : 'accepted'} size={28} />
        <p>
          <strong>{t('sync.refused.count', { count })}</strong>{' '}
          {t(count > 0 ? 'sync.refused.text' : 'conflict.none.text')}
        </p>
        <Button onClick={() => go({ kind: 'conflicts', conflictId: null })}>{t('sync.refused.open')}</Button>
      </div>
      {newest.length === 0 ? null : (
        <ul className={styles.lines}>
          {newest.map((conflict) => (
            <ConflictLine key={conflict.id} conflict={conflict} small />
          ))}
        </ul>
      )}
      {older > 0 ? <p>{t('sync.refused.older', { count: older })}</p> : null}
    </Panel>
  )
}
