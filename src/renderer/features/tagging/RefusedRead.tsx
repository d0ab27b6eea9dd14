import type { TaggingSnapshot, TaggingStep } from '../../../shared/views/tagging'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { Signal } from '../../ui/Signal'
import { TagText } from '../../ui/TagText'
import styles from './RefusedRead.module.css'
import { refusalView, type Side } from './refusalView'

/** Names longer than this would break at 40 px in half of the panel. */
const longName = 13
/** More would not fit; the count in the title says how many there are. */
const mostTags = 3

function SideBox({ side }: { readonly side: Side }) {
  const t = useT()
  return (
    <div className={styles.side}>
      <p className={styles.heading}>{t(side.heading)}</p>
      {side.name === null ? null : (
        <p className={cx(styles.name, side.name.length > longName && styles.longName)}>
          <Identifier>{side.name}</Identifier>
        </p>
      )}
      {side.subject === null ? null : (
        <p className={styles.subject}>
          <Identifier>{side.subject}</Identifier>
        </p>
      )}
      {side.tags.slice(0, mostTags).map((tag) => (
        <p key={tag}>
          <TagText tag={tag} />
        </p>
      ))}
    </div>
  )
}

interface Props {
  readonly tagging: TaggingSnapshot
  readonly step: Extract<TaggingStep, { kind: 'refused' }>
}

/** What is wrong, both names side by side, the one thing to do. Stays until the field is as it should be. */
export function RefusedRead({ tagging, step }: Props) {
  const view = refusalView(step.refusal, step.vial, tagging.procedure, useT(), useFormat())
  return (
    <div className={styles.refused} data-refusal={step.refusal.kind}>
      <div className={styles.top}>
        <Signal tone={view.tone} size={64} onColour />
        <div>
          <p className={styles.title}>{view.title}</p>
          <p className={styles.what}>{view.what}</p>
        </div>
      </div>
      {view.sides.length === 0 ? null : (
        <div className={styles.sides}>
          {view.sides.map((side) => (
            <SideBox key={side.heading} side={side} />
          ))}
        </div>
      )}
      <p className={styles.next} data-refused-next>
        {view.next}
      </p>
      <p className={styles.safe}>{view.safe}</p>
    </div>
  )
}
