import { IconPlayerPause } from '@tabler/icons-react'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { linkText, linkTone } from '../parts/centralLink'
import { loadedValue } from '../stores/snapshot'
import { useBench, useConflictsStore } from '../stores/snapshots'
import { go, useView } from '../stores/view'
import { Signal } from '../ui/Signal'
import { useNow } from '../ui/useNow'
import styles from './StatusBar.module.css'

/** How many disagreements wait for a person. */
/** What a person has to decide, and where a device says otherwise than a person. */
const useConflictCount = (): number =>
  useConflictsStore((state) => {
    const desk = loadedValue(state.loaded)
    return desk === null ? 0 : desk.open.length + desk.contradicted.length
  })

function Outbox() {
  const t = useT()
  const format = useFormat()
  const now = useNow(1_000)
  const bench = useBench()
  const conflicts = useConflictCount()
  if (!bench) return null
  const { waiting, oldestMs, refused } = bench.outbox
  const oldestSeconds = oldestMs === null ? 0 : Math.floor((now - oldestMs) / 1_000)
  // Nothing was ever sent: "all sent" would be no lie, and no news.
  if (bench.facility === null && waiting === 0) return null
  return (
    <span data-testid="status-outbox" data-waiting={waiting}>
      {waiting === 0 ? (
        <span className={styles.more}>{t('status.outbox.empty')}</span>
      ) : (
        <span className={styles.waiting}>
          {t('status.outbox.waiting', { count: waiting, age: format.age(oldestSeconds * 1_000) })}
        </span>
      )}
      {refused > 0 && conflicts === 0 ? (
        <span className={styles.refused}> · {t('status.outbox.refused', { count: refused })}</span>
      ) : null}
    </span>
  )
}

/** How the bench stands with central and what waits for it; leads to the sync centre. */
export function CentralStatus() {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const link = useBench()?.link
  const here = useView((view) => view.route.kind === 'sync')
  if (!link) return <div className={styles.part} />
  return (
    <button
      type="button"
      className={styles.part}
      aria-keyshortcuts="F8"
      aria-current={here ? 'page' : undefined}
      onClick={() => go({ kind: 'sync' })}
    >
      {link.kind === 'offlineOnPurpose' ? (
        <IconPlayerPause size={20} aria-hidden="true" />
      ) : (
        <Signal tone={linkTone(link)} />
      )}
      <span data-testid="status-central" data-link={link.kind}>
        {linkText(link, t, format, now)}
      </span>
      <Outbox />
    </button>
  )
}

/** What waits for a person at the conflict desk; nothing while nothing does. */
export function ConflictStatus() {
  const t = useT()
  const count = useConflictCount()
  if (count === 0) return null
  return (
    <button
      type="button"
      className={styles.part}
      data-testid="status-conflicts"
      onClick={() => go({ kind: 'conflicts', conflictId: null })}
    >
      <Signal tone="attention" />
      <span className={styles.refused}>{t('status.conflicts', { count })}</span>
    </button>
  )
}
