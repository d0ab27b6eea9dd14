import type { ReactNode } from 'react'
import { cx } from './cx'
import styles from './Pill.module.css'
import { Signal } from './Signal'
import tints from './Tint.module.css'
import type { Tone } from './tone'

/** A short word about a state, with its sign. */
export const Pill = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <span className={cx(styles.pill, tints[tone])}>
    {tone === 'neutral' ? null : <Signal tone={tone} size={16} />}
    <span>{children}</span>
  </span>
)
