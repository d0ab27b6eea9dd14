import type { SavedFile } from '../../../shared/views/health'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { FilePath, ResultNote } from '../../ui/ResultNote'
import styles from './Health.module.css'

/** Where a file was written, and what to do with it. */
export function SavedNote({ saved, next }: { readonly saved: SavedFile | null; readonly next?: string }) {
  const t = useT()
  const format = useFormat()
  return (
    <ResultNote tone={saved === null ? null : 'accepted'} testId="saved-file">
      {saved === null ? null : (
        <div>
          <p>{t('saved.done', { size: format.bytes(saved.bytes) })}</p>
          <FilePath>{saved.file}</FilePath>
          {next === undefined ? null : <p className={styles.quiet}>{next}</p>}
        </div>
      )}
    </ResultNote>
  )
}
