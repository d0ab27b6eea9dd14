import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './Button.module.css'
import { cx } from './cx'
import { KeyHint } from './KeyHint'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here. `stop`: ends or refuses something. */
  readonly variant?: 'primary' | 'plain' | 'bare' | 'stop'
  /** `hand`: 76 px, for the hand in a glove. `finger`: 48 px. */
  readonly target?: 'hand' | 'finger'
  readonly icon?: ReactNode
  readonly keyHint?: string
  readonly busy?: boolean
  readonly wide?: boolean
  /** The focus leaves it with the press: once more, by a key nobody meant, would do harm. The next Tab goes on from here. */
  readonly yields?: boolean
}

/** A button that a gloved finger meets. `busy` keeps its place and its words, and refuses a second press. */
export function Button(props: Props) {
  const {
    variant = 'plain',
    target = 'finger',
    icon,
    keyHint,
    busy,
    wide,
    yields,
    className,
    children,
    disabled,
    ...rest
  } = props
  return (
    <button
      type="button"
      data-variant={variant}
      {...rest}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (yields) event.currentTarget.blur()
        if (busy) event.preventDefault()
        else rest.onClick?.(event)
      }}
      className={cx(styles.button, styles[variant], styles[target], wide && styles.wide, className)}
    >
      {icon}
      <span className={styles.words}>{children}</span>
      {keyHint ? <KeyHint>{keyHint}</KeyHint> : null}
    </button>
  )
}
