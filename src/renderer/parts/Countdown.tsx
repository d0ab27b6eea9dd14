import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { useNow } from '../ui/useNow'

/** What is left until `untilMs`, second by second. Only these few letters are drawn anew. */
export function Countdown({ untilMs }: { readonly untilMs: number }) {
  const t = useT()
  const format = useFormat()
  const left = untilMs - useNow(1_000)
  return <span role="timer">{left <= 0 ? t('central.soon') : format.clock(Math.ceil(left / 1_000) * 1_000)}</span>
}

/** How long ago something was, kept up to date by itself. */
export function Age({ sinceMs }: { readonly sinceMs: number }) {
  const format = useFormat()
  const seconds = Math.max(1, Math.floor((useNow(5_000) - sinceMs) / 1_000))
  return <span>{format.age(seconds * 1_000)}</span>
}
