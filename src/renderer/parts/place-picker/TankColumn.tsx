import type { StorageId } from '../../../shared/model/ids'
import type { TankView } from '../../../shared/views/storage'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { useTimeHere } from '../freshness'
import { levelShown } from '../level'
import { levelLabel } from '../levelText'
import { TankVessel } from '../TankVessel'
import styles from './PlacePicker.module.css'

interface Props {
  readonly tanks: readonly TankView[]
  readonly chosen: StorageId
  readonly onChoose: (id: StorageId) => void
}

export function TankColumn({ tanks, chosen, onChoose }: Props) {
  const t = useT()
  const format = useFormat()
  const time = useTimeHere(60_000)
  return (
    <section className={styles.stays} aria-label={t('place.tank')}>
      <h3 className={styles.heading}>{t('place.tank')}</h3>
      <div className={styles.options}>
        {tanks.map((view) => {
          const { tank, occupied } = view
          const shown = levelShown(view, time)
          return (
            <button
              key={tank.id}
              type="button"
              className={cx(styles.option, tank.id === chosen && styles.chosen)}
              aria-pressed={tank.id === chosen}
              onClick={() => onChoose(tank.id)}
            >
              <TankVessel
                percent={shown.percent}
                tone={shown.tone}
                isOld={shown.isOld}
                height={44}
                label={levelLabel(shown, t, format)}
              />
              <span>
                <bdi className={styles.name}>{tank.name}</bdi>
                <span className={styles.detail}>{t('place.occupied', { occupied, capacity: tank.capacity })}</span>
              </span>
            </button>
          )
        })}
      </div>
    </section>
  )
}
