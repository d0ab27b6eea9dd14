import { IconChevronRight, IconPlayerSkipForward } from '@tabler/icons-react'
import { memo } from 'react'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { problemText } from '../../parts/refusal/problemText'
import { SavingMark } from '../../parts/SavingMark'
import { useAct } from '../../parts/useAct'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { TagText } from '../../ui/TagText'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './VialList.module.css'

interface Props {
  readonly row: TaggingSnapshot['vials'][number]
  readonly top: number
  readonly now: boolean
}

function State({ row, now }: Pick<Props, 'row' | 'now'>) {
  const t = useT()
  if (now)
    return (
      <span className={styles.nowMark}>
        <IconChevronRight size={18} aria-hidden="true" className={styles.chevron} />
        {t('tagging.now')}
      </span>
    )
  if (row.skipped)
    return (
      <span className={styles.skipped}>
        <IconPlayerSkipForward size={16} aria-hidden="true" />
        {t('tagging.skipped')}
      </span>
    )
  return <SavingMark saving={row.saving} />
}

/** One vial: name, tag, state. A touch on one without a tag takes it next. */
export const VialRow = memo(function VialRow({ row, top, now }: Props) {
  const t = useT()
  const format = useFormat()
  const { act } = useAct()
  const { vial, problem } = row
  const open = (vial.tag === null || vial.place === null) && !now
  const content = (
    <>
      <span className={styles.names}>
        <Identifier className={styles.name}>{vial.name}</Identifier>
        <span className={cx(styles.detail, problem !== null && styles.problem)}>
          {problem !== null ? (
            problemText(problem, t, format)
          ) : vial.tag === null ? (
            vial.description
          ) : (
            <TagText tag={vial.tag} />
          )}
        </span>
      </span>
      <State row={row} now={now} />
    </>
  )
  return (
    <li
      className={cx(styles.row, now && styles.now)}
      style={{ transform: `translateY(${top}px)` }}
      data-saving={row.saving}
    >
      {open ? (
        <button
          type="button"
          className={styles.content}
          onClick={() => void act('tagging/goTo', { containerId: vial.containerId })}
        >
          {content}
          <VisuallyHidden>{t('tagging.goTo', { vial: vial.name })}</VisuallyHidden>
        </button>
      ) : (
        <div className={styles.content} aria-current={now ? 'step' : undefined}>
          {content}
        </div>
      )}
    </li>
  )
})
