import type { CentralLink } from '../../../shared/views/central-link'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { CableDrawing } from '../../icons/EmptyDrawings'
import { Countdown } from '../../parts/Countdown'
import { useAct } from '../../parts/useAct'
import { Button } from '../../ui/Button'
import { StatePanel } from '../../ui/StatePanel'
import { useNow } from '../../ui/useNow'

interface Props {
  readonly link: Extract<CentralLink, { kind: 'offline' | 'offlineOnPurpose' }>
}

/** The network went before all was there: what has come is kept, and it goes on by itself. */
export function FirstSyncCut({ link }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { busy, act } = useAct()
  const since = format.when(link.sinceMs, now)
  const held = link.kind === 'offlineOnPurpose'
  const nextMs = link.kind === 'offline' ? link.nextAttemptMs : null
  const go = () => (held ? act('sync/workOffline', { offline: false }) : act('bench/syncNow', undefined))
  return (
    <StatePanel
      screen
      drawing={<CableDrawing />}
      title={t('enrolment.firstSync.cut')}
      text={
        <>
          <p>
            {t(held ? 'offline.onPurposeSince' : 'offline.since', { since })} {t('enrolment.firstSync.cutText')}
          </p>
          {nextMs === null ? null : (
            <p>
              {t('central.nextAttempt')}: <Countdown untilMs={nextMs} />
            </p>
          )}
        </>
      }
      action={
        <Button variant="primary" target="hand" data-primary keyHint="⏎" busy={busy} onClick={() => void go()}>
          {t(held ? 'offline.goOnline' : 'sync.retry')}
        </Button>
      }
    />
  )
}
