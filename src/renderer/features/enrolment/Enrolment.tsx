import { useEffect, useRef } from 'react'
import type { BenchSnapshot } from '../../../shared/views/bench'
import type { CentralLink } from '../../../shared/views/central-link'
import { useT } from '../../i18n/i18n'
import { Logo } from '../../icons/Logo'
import { ConnectBench } from '../../parts/connect/ConnectBench'
import { useHasData } from '../../stores/snapshots'
import { go } from '../../stores/view'
import styles from './Enrolment.module.css'
import { FirstSync } from './FirstSync'
import { FirstSyncCut } from './FirstSyncCut'

/** Enrolled while this screen was open: its work is done. */
function useLeaveWhenEnrolled({ kind }: CentralLink): void {
  const before = useRef(kind)
  useEffect(() => {
    const isEnrolled =
      before.current === 'enrolling' && (kind === 'firstSync' || kind === 'online' || kind === 'offline')
    before.current = kind
    if (isEnrolled) go({ kind: 'worklist' })
  }, [kind])
}

function Form({ mode, link }: Pick<BenchSnapshot, 'mode' | 'link'>) {
  const t = useT()
  const lost = link.kind === 'revoked' ? 'enrolment.revoked' : link.kind === 'keysLost' ? 'keysLost' : null
  return (
    <div className={styles.form}>
      <Logo size={56} />
      <h1>{t(lost === null ? 'enrolment.title' : `${lost}.title`)}</h1>
      <p className={styles.text}>{t(lost === null ? 'enrolment.text' : `${lost}.text`)}</p>
      {mode === 'demo' ? <p className={styles.text}>{t('connect.demo')}</p> : null}
      <ConnectBench />
    </div>
  )
}

/** From a bench that nobody knows to one that works: the form, the answer, the first synchronisation. */
export function Enrolment({ bench }: { readonly bench: BenchSnapshot }) {
  const { mode, link } = bench
  const hasData = useHasData()
  useLeaveWhenEnrolled(link)
  const isCut = (link.kind === 'offline' || link.kind === 'offlineOnPurpose') && hasData === false
  return (
    <div className={styles.screen}>
      {link.kind === 'firstSync' ? (
        <FirstSync received={link.received} total={link.total} />
      ) : isCut && !('certificate' in link) ? (
        <FirstSyncCut link={link} />
      ) : (
        <Form mode={mode} link={link} />
      )}
    </div>
  )
}
