import type { ComponentPropsWithoutRef } from 'react'
import { cx } from './cx'
import styles from './Panel.module.css'
import tints from './Tint.module.css'
import type { Tone } from './tone'

interface Props extends Omit<ComponentPropsWithoutRef<'section'>, 'title'> {
  /** Its heading, and its name for those who don't see it. */
  readonly title?: string
  /** Its name, where it has no heading or one of its own. */
  readonly label?: string
  /** How much room its content has; `bare` gives none, for a table that reaches to the edge. */
  readonly size?: 'bare' | 'small' | 'medium' | 'large'
  /** Coloured as a whole, for a state that concerns all of it. */
  readonly tone?: Tone
}

/** A framed part of a screen. */
export function Panel({ title, label = title, size = 'small', tone, className, children, ...rest }: Props) {
  return (
    <section
      className={cx(styles.panel, styles[size], tone && styles.tinted, tone && tints[tone], className)}
      aria-label={label}
      {...rest}
    >
      {title === undefined ? null : <h2 className={styles.title}>{title}</h2>}
      {children}
    </section>
  )
}
