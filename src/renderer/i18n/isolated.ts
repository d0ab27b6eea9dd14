// Names in the middle of a sentence. One that is written from right to left would take the punctuation and numbers beside it along.
import type { MessageValues } from './messages'

/** Written from right to left, or a mark that says so. */
const turns =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u
/** Names of before may have them: they would end what is put around the name, or begin what nobody ends. */
const marks = /[\u202A-\u202E\u2066-\u2069]/g

const isolate = (text: string): string => `\u2068${text.replace(marks, '')}\u2069`

/** The same values; texts that would turn what is beside them stand by themselves (first strong isolate). */
export function isolated(values: MessageValues): MessageValues {
  const entries = Object.entries(values)
  if (!entries.some(([, value]) => typeof value === 'string' && turns.test(value))) return values
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' && turns.test(value) ? isolate(value) : value]),
  )
}
