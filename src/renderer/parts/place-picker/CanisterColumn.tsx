import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import type { CanisterRoom } from './canes'
import styles from './PlacePicker.module.css'

interface Props {
  readonly rooms: readonly CanisterRoom[]
  readonly chosen: string | null
  readonly onChoose: (canister: string) => void
}

export function CanisterColumn({ rooms, chosen, onChoose }: Props) {
  const t = useT()
  return (
    <section className={styles.stays} aria-label={t('place.canister')}>
      <h3 className={styles.heading}>{t('place.canister')}</h3>
      <div className={cx(styles.options, styles.grid)}>
        {rooms.map(({ canister, free }) => (
          <button
            key={canister.name}
            type="button"
            className={cx(styles.option, styles.small, canister.name === chosen && styles.chosen)}
            aria-pressed={canister.name === chosen}
            onClick={() => onChoose(canister.name)}
          >
            <span>
              <Identifier className={styles.name}>{canister.name}</Identifier>
              <span className={styles.detail}>{t('place.free', { count: free })}</span>
            </span>
          </button>
        ))}
      </div>
    </section>
  )
}
