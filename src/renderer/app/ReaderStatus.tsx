import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { readerInTrouble, readerToShow } from '../parts/readers'
import { readerWords } from '../parts/readerWords'
import { useBench } from '../stores/snapshots'
import { Signal } from '../ui/Signal'
import { useNow } from '../ui/useNow'
import styles from './StatusBar.module.css'

export function ReaderStatus() {
  const t = useT()
  const readers = useBench()?.readers ?? []
  const format = useFormat()
  const now = useNow(60_000)
  const { tone, text } = readerWords(readerToShow(readers), t, format, now)
  const troubled = readerInTrouble(readers)
  const trouble = troubled === null ? null : readerWords(troubled, t, format, now)
  const more = readers.filter((reader) => reader.connection.kind === 'ready').length - 1
  return (
    <div className={styles.part} data-testid="status-reader" data-tone={tone}>
      <Signal tone={tone} />
      <span>{text}</span>
      {more > 0 ? <span className={styles.more}>{t('status.reader.more', { count: more })}</span> : null}
      {trouble === null ? null : (
        <>
          <Signal tone={trouble.tone} />
          <span>{trouble.text}</span>
        </>
      )}
    </div>
  )
}
