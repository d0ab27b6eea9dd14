import { IconPlayerPause } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { certificateDoubt, certificateNext, offlineSince } from '../parts/centralLink'
import { useAct } from '../parts/useAct'
import { useBench, useHasData } from '../stores/snapshots'
import { go, useView } from '../stores/view'
import { Button } from '../ui/Button'
import { cx } from '../ui/cx'
import { Signal } from '../ui/Signal'
import { useNow } from '../ui/useNow'
import styles from './Banners.module.css'
import { DataNotices } from './DataNotices'
import { offlineWords } from './offlineWords'

function Recovered() {
  const t = useT()
  const recovered = useBench()?.recovered ?? false
  const [closed, setClosed] = useState(false)
  if (!recovered || closed) return null
  return (
    <div className={styles.banner} role="status">
      <Signal tone="accepted" size={24} />
      <p>{t('app.recovered')}</p>
      <Button onClick={() => setClosed(true)}>{t('app.recoveredClose')}</Button>
    </div>
  )
}

/** Since when, and what that means on the screen below. On purpose it carries the way back as well. */
function Offline() {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { busy, act } = useAct()
  const link = useBench()?.link
  const words = offlineWords(useView((view) => view.route.kind))
  const hasData = useHasData()
  const sinceMs = link === undefined ? null : offlineSince(link)
  // Without data the way to it covers the screen, and says it itself; so does what is wrong with central's certificate.
  if (link === undefined || sinceMs === null || words === null || hasData === false) return null
  if (certificateDoubt(link) !== null) return null
  const since = format.when(sinceMs, now)
  if (link.kind === 'offline')
    return (
      <div className={styles.quiet}>
        <p>
          <strong role="status">{t('offline.since', { since })}</strong> {t(words)}
        </p>
      </div>
    )
  return (
    <div className={cx(styles.quiet, styles.paused)}>
      <IconPlayerPause size={24} aria-hidden="true" />
      <p>
        <strong role="status">{t('offline.onPurposeSince', { since })}</strong> {t(words)}
      </p>
      <Button busy={busy} onClick={() => void act('sync/workOffline', { offline: false })}>
        {t('offline.goOnline')}
      </Button>
    </div>
  )
}

/** After a gap or a restored central all is fetched once more, while the work goes on. */
function FetchingAnew() {
  const t = useT()
  const hasData = useHasData()
  const fetching = useBench()?.link.kind === 'firstSync'
  const elsewhere = useView((view) => view.route.kind !== 'sync')
  if (!fetching || hasData !== true || !elsewhere) return null
  return (
    <div className={styles.quiet} role="status">
      <p>{t('offline.fetchingAnew')}</p>
    </div>
  )
}

/** The keys are there and locked away: what is to be done is done at this computer, and not at central. */
function KeyStoreLocked() {
  const t = useT()
  const isLocked = useBench()?.link.kind === 'keyStoreLocked'
  const elsewhere = useView((view) => view.route.kind !== 'sync')
  if (!isLocked || !elsewhere) return null
  return (
    <div className={cx(styles.banner, styles.attention)} role="alert" data-testid="key-store-locked">
      <Signal tone="attention" size={24} />
      <p>
        {t('keyStore.title')}. {t('keyStore.text')}
      </p>
    </div>
  )
}

function Revoked() {
  const t = useT()
  const kind = useBench()?.link.kind
  const lost = kind === 'revoked' ? 'enrolment.revoked' : kind === 'keysLost' ? 'keysLost' : null
  // Those two screens say it themselves.
  const elsewhere = useView((view) => view.route.kind !== 'enrolment' && view.route.kind !== 'sync')
  if (lost === null || !elsewhere) return null
  return (
    <div className={cx(styles.banner, styles.attention)} role="alert">
      <Signal tone="attention" size={24} />
      <p>
        {t(`${lost}.title`)}. {t(`${lost}.text`)}
      </p>
      <Button onClick={() => go({ kind: 'enrolment' })}>{t('enrolment.again')}</Button>
    </div>
  )
}

/** Somebody answers in central's place whom this bench does not trust. Calm, as the work goes on; but only a person can mend it. */
function OtherCertificate() {
  const t = useT()
  const link = useBench()?.link
  const elsewhere = useView((view) => view.route.kind !== 'enrolment')
  const doubt = link === undefined ? null : certificateDoubt(link)
  if (doubt === null || !elsewhere) return null
  return (
    <div className={cx(styles.banner, styles.attention)} role="alert" data-certificate={doubt.kind}>
      <Signal tone="attention" size={24} />
      <p>
        {t(`certificate.${doubt.kind}`)} {t(certificateNext(doubt))}
      </p>
      {doubt.kind === 'otherKey' ? (
        <Button onClick={() => go({ kind: 'enrolment' })}>{t('enrolment.again')}</Button>
      ) : null}
    </div>
  )
}

/** What a link brought. It waits here, wherever the person is. */
function Invited() {
  const t = useT()
  const { act } = useAct()
  const invitation = useBench()?.invitation ?? null
  const elsewhere = useView((view) => view.route.kind !== 'enrolment')
  if (invitation === null || (invitation.kind === 'offered' && !elsewhere)) return null
  return (
    <div className={cx(styles.banner, styles.attention)} role="status" data-invitation={invitation.kind}>
      <Signal tone="attention" size={24} />
      <p>
        {invitation.kind === 'offered'
          ? t('invitation.offered', { central: invitation.central })
          : t(`invitation.${invitation.kind}`)}
      </p>
      {invitation.kind === 'offered' ? (
        <Button onClick={() => go({ kind: 'enrolment' })}>{t('invitation.show')}</Button>
      ) : null}
      <Button onClick={() => void act('enrolment/invitationRead', undefined)}>{t('invitation.close')}</Button>
    </div>
  )
}

/** What concerns the whole bench for a while. */
export const Banners = () => (
  <>
    <DataNotices />
    <Invited />
    <Revoked />
    <KeyStoreLocked />
    <OtherCertificate />
    <Recovered />
    <Offline />
    <FetchingAnew />
  </>
)
