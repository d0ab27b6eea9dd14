import type { BenchSnapshot } from '../../../shared/ipc/snapshots'
import { EnrolForm } from './EnrolForm'
import styles from './Enrolment.module.css'
import { FirstSync } from './FirstSync'
import { FirstSyncCut } from './FirstSyncCut'

function Step({ link }: Pick<BenchSnapshot, 'link'>) {
  switch (link.kind) {
    case 'firstSync':
      return <FirstSync received={link.received} total={link.total} />
    case 'offline':
    case 'offlineOnPurpose':
      return <FirstSyncCut link={link} />
    default:
      return <EnrolForm link={link} />
  }
}

/** From a bench that nobody knows to one that works: the form, the answer, the first synchronisation. */
export const Enrolment = ({ bench }: { readonly bench: BenchSnapshot }) => (
  <div className={styles.screen}>
    <Step link={bench.link} />
  </div>
)
