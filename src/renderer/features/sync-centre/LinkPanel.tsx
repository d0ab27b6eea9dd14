import { IconRefresh } from '@tabler/icons-react'
import type { SyncSnapshot } from '../../../shared/views/sync'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { Age, Countdown } from '../../parts/Countdown'
import { useAct } from '../../parts/useAct'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Panel } from '../../ui/Panel'
import { useNow } from '../../ui/useNow'
import styles from './LinkPanel.module.css'
import { LinkPicture } from './LinkPicture'
import { type LinkView, linkView } from './linkView'

function Action({ action, again }: Pick<LinkView, 'action'> & { readonly again: boolean }) {
  const t = useT()
  const { busy, act } = useAct()
  const common = { variant: 'primary', target: 'hand', busy, 'data-primary': true } as const
  switch (action) {
    case 'ask':
    case 'retry':
      return (
        <Button
          {...common}
          icon={<IconRefresh size={28} aria-hidden="true" />}
          keyHint="⏎"
          onClick={() => void act('bench/syncNow', undefined)}
        >
          {t(action === 'ask' ? 'central.now' : 'sync.retry')}
        </Button>
      )
    case 'goOnline':
      return (
        <Button {...common} keyHint="⏎" onClick={() => void act('sync/workOffline', { offline: false })}>
          {t('offline.goOnline')}
        </Button>
      )
    case 'enrol':
      return (
        <Button {...common} keyHint="⏎" onClick={() => go({ kind: 'enrolment' })}>
          {t(again ? 'enrolment.again' : 'enrolment.title')}
        </Button>
      )
    case null:
      return null
  }
}

/** The first thing to see: whether bench and central hear each other, in a picture, in a sentence, and the one thing to do. */
export function LinkPanel({ sync }: { readonly sync: SyncSnapshot }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { link, lastContactMs, nextAttemptMs } = sync
  const view = linkView(link, now, t, format)
  return (
    <Panel size="medium" label={t('central.state')} data-testid="sync-link" data-link={link.kind}>
      <LinkPicture sync={sync} line={view.line} />
      <div className={styles.words}>
        <div className={styles.told}>
          <h2 className={styles.title}>{view.title}</h2>
          <p>{view.text}</p>
          {link.kind === 'firstSync' ? (
            <div className={styles.progress}>
              <progress
                aria-label={t('enrolment.firstSync.title')}
                {...(link.total === null ? {} : { value: link.received, max: Math.max(1, link.total) })}
              />
              <span>
                {link.total === null
                  ? t('enrolment.firstSync.received', { received: link.received })
                  : t('enrolment.firstSync.of', { received: link.received, total: link.total })}
              </span>
            </div>
          ) : null}
          <dl className={styles.facts}>
            {lastContactMs === null ? null : (
              <div>
                <dt>{t('central.lastContact')}</dt>
                <dd>
                  {format.when(lastContactMs, now)} (<Age sinceMs={lastContactMs} />)
                </dd>
              </div>
            )}
            {link.kind === 'offline' && nextAttemptMs !== null ? (
              <div>
                <dt>{t('central.nextAttempt')}</dt>
                <dd>
                  <Countdown untilMs={nextAttemptMs} />
                </dd>
              </div>
            ) : null}
          </dl>
        </div>
        <Action action={view.action} again={link.kind === 'revoked' || link.kind === 'keysLost'} />
      </div>
    </Panel>
  )
}
