import { type ReactNode, useId } from 'react'
import styles from './Segments.module.css'

interface Segment<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
}

interface Props<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly segments: readonly Segment<Value>[]
  readonly onChange: (value: Value) => void
}

/** One of a few, all in sight. Radio buttons, so that arrow keys move between them; nothing is measured, unlike with a gliding mark. */
export function Segments<Value extends string>({ label, value, segments, onChange }: Props<Value>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={styles.segments}>
      {segments.map((segment) => (
        <label key={segment.value} className={styles.segment}>
          <input
            type="radio"
            name={name}
            className={styles.input}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          <span className={styles.label}>{segment.label}</span>
        </label>
      ))}
    </div>
  )
}
