import { type ReactNode, useEffect, useRef } from 'react'
import styles from './ResultNote.module.css'
import { Signal } from './Signal'
import type { Tone } from './tone'

interface Props {
  /** Null as long as there is no result. */
  readonly tone: Tone | null
  readonly testId: string
  readonly children: ReactNode
}

/** What came of a button that was pressed: read out, and brought into view, since on a low window it would appear below the edge. */
export function ResultNote({ tone, testId, children }: Props) {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (tone !== null) note.current?.scrollIntoView({ block: 'nearest' })
  }, [tone])
  return (
    <div ref={note} className={styles.note} role="status" data-testid={testId}>
      {tone === null ? null : (
        <div className={styles.result}>
          <Signal tone={tone} size={24} />
          {children}
        </div>
      )}
    </div>
  )
}

/** Where a file was written. */
export const FilePath = ({ children }: { readonly children: string }) => (
  <code dir="ltr" className={styles.file}>
    {children}
  </code>
)
