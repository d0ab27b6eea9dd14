import type { BenchSnapshot } from '../../../shared/ipc/snapshots'
import { EnrolForm } from './EnrolForm'
import styles from './Enrolment.module.css'
import { FirstSync } from './FirstSync'

/** From a bench that nobody knows to one that works: the form, the answer, the first synchronisation. */
export function Enrolment({ bench }: { readonly bench: BenchSnapshot }) {
  const { link } = bench
  return (
    <div className={styles.screen}>
      {link.kind === 'firstSync' ? (
        <FirstSync received={link.received} total={link.total} />
      ) : (
        <EnrolForm link={link} />
      )}
    </div>
  )
}
