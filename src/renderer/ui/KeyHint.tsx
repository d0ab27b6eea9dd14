import type { ReactNode } from 'react'
import styles from './KeyHint.module.css'

/** The key that does the same. Hidden from screen readers and on touch panels: it repeats what the button says. */
export const KeyHint = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.key} aria-hidden="true">
    {children}
  </span>
)
