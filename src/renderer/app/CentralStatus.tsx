import { assertNever } from '../../shared/assert-never'
import type { CentralLink } from '../../shared/ipc/snapshots'
import { type Format, useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import type { Translate } from '../i18n/messages'
import { useBench } from '../stores/snapshots'
import { Signal } from '../ui/Signal'
import type { Tone } from '../ui/tone'
import { useNow } from '../ui/useNow'
import styles from './StatusBar.module.css'

/** Offline is calm: the bench works on. Only what needs a person takes a signal colour. */
export function linkTone(link: CentralLink): Tone {
  switch (link.kind) {
    case 'online':
      return 'accepted'
    case 'enrolling':
    case 'firstSync':
      return 'waiting'
    case 'offline':
      return 'neutral'
    case 'notEnrolled':
    case 'enrolmentRefused':
    case 'revoked':
      return 'attention'
    default:
      return assertNever(link)
  }
}

export const linkText = (link: CentralLink, t: Translate, format: Format): string =>
  link.kind === 'offline'
    ? t('status.central.offline', { time: format.time(link.sinceMs) })
    : t(`status.central.${link.kind}`)

function Outbox() {
  const t = useT()
  const format = useFormat()
  const now = useNow(1_000)
  const bench = useBench()
  if (!bench) return null
  const { waiting, oldestMs, refused } = bench.outbox
  // Nothing was ever sent: "all sent" would be no lie, and no news.
  if (bench.facility === null && waiting === 0) return null
  return (
    <span data-testid="status-outbox" data-waiting={waiting}>
      {waiting === 0 ? (
        <span className={styles.more}>{t('status.outbox.empty')}</span>
      ) : (
        <span className={styles.waiting}>
          {t('status.outbox.waiting', { count: waiting, age: format.age(oldestMs === null ? 0 : now - oldestMs) })}
        </span>
      )}
      {refused > 0 ? <span className={styles.refused}> · {t('status.outbox.refused', { count: refused })}</span> : null}
    </span>
  )
}

export function CentralStatus({ onOpen }: { readonly onOpen: () => void }) {
  const t = useT()
  const format = useFormat()
  const link = useBench()?.link
  if (!link) return <div className={styles.part} />
  return (
    <button type="button" className={styles.part} onClick={onOpen} aria-haspopup="dialog">
      <Signal tone={linkTone(link)} />
      <span data-testid="status-central" data-link={link.kind}>
        {linkText(link, t, format)}
      </span>
      <Outbox />
    </button>
  )
}
