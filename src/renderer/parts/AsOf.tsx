import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { useBench } from '../stores/snapshots'
import { useNow } from '../ui/useNow'
import styles from './AsOf.module.css'
import { offlineSince } from './centralLink'

/** Under what central told: since when it may be old. Nothing while central is in reach. */
export function AsOf() {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const link = useBench()?.link
  const sinceMs = link === undefined ? null : offlineSince(link)
  if (sinceMs === null) return null
  return <p className={styles.asOf}>{t('offline.asOf', { since: format.when(sinceMs, now) })}</p>
}
