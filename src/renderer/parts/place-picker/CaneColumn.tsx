import { caneKey, type Tank } from '../../../shared/model/place'
import type { CaneView } from '../../../shared/views/storage'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { Identifier } from '../../ui/Identifier'
import { CanePositions } from '../CanePositions'
import type { CanisterRoom } from './canes'
import { NewCane } from './NewCane'
import styles from './PlacePicker.module.css'

interface Props {
  readonly room: CanisterRoom
  readonly tank: Pick<Tank, 'id' | 'name'>
  readonly current: CaneView | null
  readonly busy: boolean
  readonly onChoose: (cane: CaneView) => void
}

export function CaneColumn({ room, tank, current, busy, onChoose }: Props) {
  const t = useT()
  const chosen = current === null ? null : caneKey(current)
  return (
    <section aria-label={t('place.cane')}>
      <h3 className={styles.heading}>{t('place.cane')}</h3>
      <div className={styles.options}>
        {room.canes.length === 0 ? <p className={styles.detail}>{t('place.noCanes')}</p> : null}
        {room.canes.map((cane) => (
          <button
            key={cane.cane}
            type="button"
            className={cx(styles.option, styles.cane, caneKey(cane) === chosen && styles.chosen)}
            disabled={cane.free === 0 || busy}
            onClick={() => onChoose(cane)}
          >
            <Identifier className={styles.name}>{cane.cane}</Identifier>
            <CanePositions cane={cane} />
            <span className={styles.free}>{t('place.free', { count: cane.free })}</span>
          </button>
        ))}
      </div>
      {room.takesNewCane ? (
        <NewCane room={room} tank={tank} onAdded={onChoose} />
      ) : (
        <p className={styles.detail}>
          {t('place.canisterFull', { canister: room.canister.name, limit: room.canister.caneLimit })}
        </p>
      )}
    </section>
  )
}
