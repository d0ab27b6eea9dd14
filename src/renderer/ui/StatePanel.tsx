import type { ReactNode } from 'react'
import { cx } from './cx'
import styles from './StatePanel.module.css'

interface Props {
  /** A small drawing; it says nothing that the words don't. */
  readonly drawing: ReactNode
  readonly title: string
  readonly text?: ReactNode
  readonly action?: ReactNode
  /** `inline`: inside a lane or list. `alert` is read out at once. */
  readonly inline?: boolean
  readonly alert?: boolean
  /** Nothing else on the screen has a heading: this is it. */
  readonly screen?: boolean
}

/** What stands where content is missing: nothing there yet, nothing found, not reachable, broken. Always with what to do next. */
export const StatePanel = ({ drawing, title, text, action, inline = false, alert = false, screen = false }: Props) => (
  <div className={cx(styles.panel, inline && styles.inline)} role={alert ? 'alert' : undefined}>
    <div className={styles.drawing} aria-hidden="true">
      {drawing}
    </div>
    {screen ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
    {text ? <div className={styles.text}>{text}</div> : null}
    {action}
  </div>
)
