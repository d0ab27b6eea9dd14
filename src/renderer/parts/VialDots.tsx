import { cx } from '../ui/cx'
import styles from './VialDots.module.css'
import type { VialState } from './vialState'

/** As many as fit a card; beyond it a bar says the same. */
const mostDots = 24

interface Props {
  readonly states: readonly VialState[]
  /** What the dots say, in words. */
  readonly label: string
  readonly large?: boolean
}

/** One mark per vial, told apart by shape as well as colour; a bar when there are many. */
export function VialDots({ states, label, large = false }: Props) {
  const done = states.filter((state) => state !== 'pending').length
  if (states.length > mostDots)
    return <progress className={styles.bar} value={done} max={states.length} aria-label={label} />
  return (
    <div className={cx(styles.dots, large && styles.large)} role="img" aria-label={label}>
      {states.map((state, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a vial's position in the procedure is its identity here
        <span key={index} className={cx(styles.dot, styles[state])} />
      ))}
    </div>
  )
}
