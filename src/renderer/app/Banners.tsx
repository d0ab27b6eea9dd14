import { useState } from 'react'
import { useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import { useBench } from '../stores/snapshots'
import { Button } from '../ui/Button'
import { Signal } from '../ui/Signal'
import styles from './Banners.module.css'
import { useView } from '../stores/view'

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

/** What concerns the whole bench for a while. */
export const Banners = () => (
  <>
    <Recovered />
    <Offline />
  </>
)
