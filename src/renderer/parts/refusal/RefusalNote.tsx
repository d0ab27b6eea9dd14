import type { Refusal } from '../../../shared/views/refusal'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import styles from './RefusalNote.module.css'
import { refusalText } from './refusalText'

/** A refusal's three sentences; the next step stands out. */
export function RefusalNote({ refusal }: { readonly refusal: Refusal }) {
  const text = refusalText(refusal, useT(), useFormat())
  return (
    <div className={styles.note}>
      <p className={styles.what}>{text.what}</p>
      <p>{text.safe}</p>
      <p className={styles.next}>{text.next}</p>
    </div>
  )
}
