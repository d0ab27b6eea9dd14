import type { ReactNode } from 'react'
import { cx } from './cx'
import styles from './Facts.module.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
  /** A sentence: it gets a line of its own. */
  readonly wide?: boolean
}

/** Labels and values, one under the other. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className={styles.facts}>
    {facts.map(({ label, value, wide = false }) => (
      <div key={label} className={cx(styles.fact, wide && styles.wide)}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
