import type { Procedure } from '../../../shared/model/procedure'
import { useT } from '../../i18n/i18n'
import { statusTones } from '../../parts/StatusWord'
import { statusWord } from '../../parts/words'
import { Signal } from '../../ui/Signal'
import styles from './Card.module.css'
import { showsState } from './showsState'

/** How a procedure ended, with its sign; nothing while its lane says its state. */
export function CardStatus({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  if (!showsState(procedure)) return null
  const tone = statusTones[procedure.status]
  return (
    <span className={styles.status}>
      {tone === 'neutral' ? null : <Signal tone={tone} size={16} />}
      <bdi>{statusWord(procedure, t)}</bdi>
    </span>
  )
}
