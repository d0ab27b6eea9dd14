import { IconChevronRight } from '@tabler/icons-react'
import type { Conflict } from '../../shared/views/conflict'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { go } from '../stores/view'
import { cx } from '../ui/cx'
import { Pill } from '../ui/Pill'
import { Signal } from '../ui/Signal'
import { useNow } from '../ui/useNow'
import { VisuallyHidden } from '../ui/VisuallyHidden'
import { actContext, actText } from './benchAct'
import styles from './ConflictLine.module.css'
import { Age } from './Countdown'

interface Props {
  readonly conflict: Conflict
  /** Without its sign and its owner: where other things are what the screen is for. */
  readonly small?: boolean
}

/** One conflict of a list, as the way to its decision. */
export function ConflictLine({ conflict, small = false }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { id, bench, kind, owner, sinceMs } = conflict
  return (
    <li>
      <button
        type="button"
        className={cx(styles.line, small && styles.small)}
        data-conflict={kind}
        onClick={() => go({ kind: 'conflicts', conflictId: id })}
      >
        {small ? null : <Signal tone="attention" size={28} />}
        <span className={styles.words}>
          <strong>{t(`conflict.kind.${kind}`)}</strong>
          <span>
            {actText(bench, t)} <span className={styles.quiet}>{actContext(bench, t)}</span>
          </span>
        </span>
        <span className={styles.end}>
          {small ? null : <Pill tone="neutral">{t(`conflict.owner.${owner}`)}</Pill>}
          <span className={styles.quiet}>
            {format.when(sinceMs, now)} (<Age sinceMs={sinceMs} />)
          </span>
        </span>
        <VisuallyHidden>{t('conflict.decide')}</VisuallyHidden>
        <IconChevronRight size={24} aria-hidden="true" className={styles.chevron} />
      </button>
    </li>
  )
}
