import type { ReactNode } from 'react'
import styles from './Page.module.css'

interface Props {
  readonly title: ReactNode
  /** Before the heading, such as the way back. */
  readonly lead?: ReactNode
  readonly aside?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A screen: its heading, what stands next to it, the content that scrolls, and the actions that stay. */
export const Page = ({ title, lead, aside, actions, children }: Props) => (
  <div className={styles.page}>
    <div className={styles.head}>
      <div className={styles.named}>
        {lead}
        <h1 className={styles.title}>{title}</h1>
      </div>
      {aside}
    </div>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: content that scrolls must be reachable with the keyboard */}
    <div className={styles.body} tabIndex={0}>
      {children}
    </div>
    {actions ? <div className={styles.actions}>{actions}</div> : null}
  </div>
)
