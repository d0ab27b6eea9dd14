import { useState } from 'react'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { useBench } from '../stores/snapshots'
import { go, useView } from '../stores/view'
import { Button } from '../ui/Button'
import { cx } from '../ui/cx'
import { Signal } from '../ui/Signal'
import styles from './Banners.module.css'

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

function Offline() {
  const t = useT()
  const format = useFormat()
  const link = useBench()?.link
  const onWorklist = useView((view) => view.route.kind === 'worklist' || view.route.kind === 'procedure')
  if (link?.kind !== 'offline' || !onWorklist) return null
  return (
    <div className={styles.quiet} role="status">
      {t('worklist.offline', { time: format.time(link.sinceMs) })}
    </div>
  )
}

function Revoked() {
  const t = useT()
  const revoked = useBench()?.link.kind === 'revoked'
  const elsewhere = useView((view) => view.route.kind !== 'enrolment')
  if (!revoked || !elsewhere) return null
  return (
    <div className={cx(styles.banner, styles.attention)} role="alert">
      <Signal tone="attention" size={24} />
      <p>
        {t('enrolment.revoked.title')}. {t('enrolment.revoked.text')}
      </p>
      <Button onClick={() => go({ kind: 'enrolment' })}>{t('enrolment.again')}</Button>
    </div>
  )
}

/** What concerns the whole bench for a while. */
export const Banners = () => (
  <>
    <Revoked />
    <Recovered />
    <Offline />
  </>
)
