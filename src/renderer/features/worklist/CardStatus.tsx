import type { Procedure } from '../../../shared/model/procedure'
import { useT } from '../../i18n/i18n'
import { statusTones } from '../../parts/StatusWord'
import { statusWord } from '../../parts/words'
import { Signal } from '../../ui/Signal'
import styles from './Card.module.css'

/** The state, small: the lane has said it already. An ending shows its sign. */
export function CardStatus({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  const tone = statusTones[procedure.status]
  return (
    <span className={styles.status}>
      {tone === 'neutral' || tone === 'waiting' ? null : <Signal tone={tone} size={16} />}
      <bdi>{statusWord(procedure, t)}</bdi>
    </span>
  )
}
