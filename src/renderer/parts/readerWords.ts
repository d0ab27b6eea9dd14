import { assertNever } from '../../shared/assert-never'
import type { ReaderSnapshot } from '../../shared/model/reader'
import type { Format } from '../i18n/format'
import type { Translate } from '../i18n/messages'
import type { Tone } from '../ui/tone'

/** How a reader is, in a few words. Null: there is none. */
export function readerWords(
  reader: ReaderSnapshot | null,
  t: Translate,
  format: Format,
  nowMs: number,
): { readonly tone: Tone; readonly text: string } {
  if (reader === null) return { tone: 'attention', text: t('status.reader.none') }
  const { connection, modelName: name } = reader
  switch (connection.kind) {
    case 'ready': {
      if (connection.quietSinceMs === undefined) return { tone: 'accepted', text: t('status.reader.ready', { name }) }
      const when = format.when(connection.quietSinceMs, nowMs)
      return { tone: 'waiting', text: t('status.reader.quiet', { name, when }) }
    }
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
