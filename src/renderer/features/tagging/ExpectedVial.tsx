import type { TaggingSnapshot, TaggingStep } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { Signal } from '../../ui/Signal'
import { resultText } from './lastResult'
import styles from './ResultPanel.module.css'

/** Names longer than this would break at 64 px on the narrowest bench. */
const longName = 13

interface Props {
  readonly tagging: TaggingSnapshot
  readonly step: Extract<TaggingStep, { kind: 'expecting' | 'confirmLast' }>
}

/** The result just had, in words; keeps its line when there is none, so that nothing jumps. */
function ResultLine({ tagging }: { readonly tagging: TaggingSnapshot }) {
  const t = useT()
  const { last } = tagging
  const good = last !== null && last.kind !== 'refused'
  return (
    <p className={styles.result}>
      {good ? (
        <>
          <Signal tone={last.kind === 'undone' ? 'neutral' : 'accepted'} size={32} onColour />
          {resultText(last, t)}
        </>
      ) : null}
    </p>
  )
}

/** The vial that belongs on the reader now. */
export function ExpectedVial({ tagging, step }: Props) {
  const t = useT()
  const { name, description } = step.vial
  const again = step.kind === 'confirmLast'
  return (
    <>
      <ResultLine tagging={tagging} />
      <p className={styles.prompt}>{again ? t('tagging.step.confirmLast') : t('tagging.put')}</p>
      <p className={cx(styles.name, name.length > longName && styles.longName)} data-testid="vial-now">
        <Identifier>{name}</Identifier>
      </p>
      <p className={styles.description}>{again ? t('tagging.step.confirmLastText') : description}</p>
    </>
  )
}
