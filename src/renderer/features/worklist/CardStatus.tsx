import type { Procedure } from '../../../shared/model/procedure'
import { statusTones } from '../../parts/StatusWord'
import { Signal } from '../../ui/Signal'
import styles from './Card.module.css'

/** The state's technical word, small: the lane has said it already. An ending shows its sign. */
export function CardStatus({ procedure }: { readonly procedure: Procedure }) {
  const tone = statusTones[procedure.status]
  return (
    <span className={styles.status}>
      {tone === 'neutral' || tone === 'waiting' ? null : <Signal tone={tone} size={16} />}
      <bdi dir="ltr">{procedure.statusName}</bdi>
    </span>
  )
}
