import type { TaggingSnapshot, TaggingStep } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { ResultLine } from './ResultLine'
import styles from './ResultPanel.module.css'

/** Names longer than this would break at 64 px on the narrowest bench. */
const longName = 13

interface Props {
  readonly tagging: TaggingSnapshot
  readonly step: Extract<TaggingStep, { kind: 'expecting' | 'confirmLast' }>
}

/** The vial that belongs on the reader now. */
export function ExpectedVial({ tagging, step }: Props) {
  const t = useT()
  const { name, description } = step.vial
  const again = step.kind === 'confirmLast'
  return (
    <>
      <ResultLine last={tagging.last} />
      <p className={styles.prompt}>{again ? t('tagging.step.confirmLast') : t('tagging.put')}</p>
      <p className={cx(styles.name, name.length > longName && styles.longName)} data-testid="vial-now">
        <Identifier>{name}</Identifier>
      </p>
      <p className={styles.description}>{again ? t('tagging.step.confirmLastText') : description}</p>
    </>
  )
}
