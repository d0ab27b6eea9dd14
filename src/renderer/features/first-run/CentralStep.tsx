import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n'
import { ConnectBench } from '../../parts/connect/ConnectBench'
import styles from './FirstRun.module.css'

export function CentralStep({ back }: { readonly back: ReactNode }) {
  const t = useT()
  return (
    <>
      <h1>{t('firstRun.central.title')}</h1>
      <p className={styles.text}>{t('enrolment.text')}</p>
      <ConnectBench back={back} />
    </>
  )
}
