import type { ReactNode } from 'react'
import styles from './Acts.module.css'
import { cx } from './cx'

interface Props {
  readonly children: ReactNode
  /** The ground that it stays on while the rest scrolls under it; `sheet` without. */
  readonly on?: 'sheet' | 'page'
  /** Side by side in equal widths. */
  readonly even?: boolean
}

/** What can be done on a screen or sheet. However small the window, it stays in sight, and the rest scrolls. */
export const Acts = ({ children, on = 'sheet', even = false }: Props) => (
  <div className={cx(styles.acts, styles[on], even && styles.even)}>{children}</div>
)
