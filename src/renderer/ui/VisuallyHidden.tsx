import type { HTMLAttributes } from 'react'
import styles from './VisuallyHidden.module.css'

/** Words for screen readers only. */
export const VisuallyHidden = (props: HTMLAttributes<HTMLSpanElement>) => <span {...props} className={styles.hidden} />
