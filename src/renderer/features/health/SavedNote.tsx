import { useEffect, useRef } from 'react'
import type { SavedFile } from '../../../shared/model/health'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { Signal } from '../../ui/Signal'
import styles from './Health.module.css'

/** Where a file was written, and what to do with it. */
export function SavedNote({ saved, next }: { readonly saved: SavedFile | null; readonly next?: string }) {
  const t = useT()
  const format = useFormat()
  const result = useRef<HTMLDivElement>(null)
  // On a low window the answer would appear below the edge, and nobody would look for it there.
  useEffect(() => {
    if (saved !== null) result.current?.scrollIntoView({ block: 'nearest' })
  }, [saved])
  return (
    <div ref={result} role="status" data-testid="saved-file">
      {saved === null ? null : (
        <div className={styles.result}>
          <Signal tone="accepted" size={24} />
          <div>
            <p>{t('saved.done', { size: format.bytes(saved.bytes) })}</p>
            <code dir="ltr" className={styles.file}>
              {saved.file}
            </code>
            {next === undefined ? null : <p className={styles.quiet}>{next}</p>}
          </div>
        </div>
      )}
    </div>
  )
}
