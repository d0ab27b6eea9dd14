import { assertNever } from '../../shared/assert-never'
import type { ReaderSnapshot } from '../../shared/model/reader'
import { useT } from '../i18n/i18n'
import type { Translate } from '../i18n/messages'
import { readerToShow } from '../parts/readers'
import { useBench } from '../stores/snapshots'
import { Signal } from '../ui/Signal'
import type { Tone } from '../ui/tone'
import styles from './StatusBar.module.css'

function told(reader: ReaderSnapshot | null, t: Translate): { readonly tone: Tone; readonly text: string } {
  if (reader === null) return { tone: 'attention', text: t('status.reader.none') }
  const { connection, modelName: name } = reader
  switch (connection.kind) {
    case 'ready':
      return { tone: 'accepted', text: t('status.reader.ready', { name }) }
    case 'opening':
      return { tone: 'waiting', text: t('status.reader.opening', { name }) }
    case 'reconnecting':
    case 'absent':
      return { tone: 'attention', text: t('status.reader.reconnecting', { name }) }
    case 'blocked':
      return { tone: 'attention', text: t(`status.reader.blocked.${connection.why}`, { name }) }
    default:
      return assertNever(connection)
  }
}

export function ReaderStatus() {
  const t = useT()
  const readers = useBench()?.readers ?? []
  const { tone, text } = told(readerToShow(readers), t)
  const more = readers.filter((reader) => reader.connection.kind === 'ready').length - 1
  return (
    <div className={styles.part} data-testid="status-reader" data-tone={tone}>
      <Signal tone={tone} />
      <span>{text}</span>
      {more > 0 ? <span className={styles.more}>{t('status.reader.more', { count: more })}</span> : null}
    </div>
  )
}
