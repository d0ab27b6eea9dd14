import type { ReactNode } from 'react'
import styles from './Choice.module.css'
import { cx } from './cx'

interface ChoicesProps {
  readonly legend: string
  readonly children: ReactNode
}

/** Ways to go on, of which one is chosen. */
export const Choices = ({ legend, children }: ChoicesProps) => (
  <fieldset className={styles.choices}>
    <legend className={styles.legend}>{legend}</legend>
    {children}
  </fieldset>
)

interface ChoiceProps {
  /** Of all choices that exclude each other. */
  readonly group: string
  readonly value: string
  readonly chosen: boolean
  readonly onChoose: () => void
  /** The element that describes it, for a screen reader. */
  readonly describedBy?: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** One of them, as a large target. */
export const Choice = ({ group, value, chosen, onChoose, describedBy, className, children }: ChoiceProps) => (
  <label className={cx(styles.choice, className)} data-chosen={chosen || undefined}>
    <input
      type="radio"
      name={group}
      value={value}
      checked={chosen}
      aria-describedby={describedBy}
      onChange={onChoose}
    />
    <span className={styles.words}>{children}</span>
  </label>
)

export const ChoiceName = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.name}>{children}</span>
)

export const ChoiceNote = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.note}>{children}</span>
)
