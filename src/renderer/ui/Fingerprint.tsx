import styles from './Fingerprint.module.css'
import { groupsOfFour } from './groups'

/** Many digits that are compared by eye: groups of four, eight a line. The gaps are space on screen only, so that a copy is whole. */
export const Fingerprint = ({ digits }: { readonly digits: string }) => (
  <bdi dir="ltr" className={styles.fingerprint}>
    {groupsOfFour(digits).map(({ start, text }) => (
      <span key={start}>{text}</span>
    ))}
  </bdi>
)
