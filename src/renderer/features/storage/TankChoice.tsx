import type { StorageId } from '../../../shared/model/ids'
import type { TankView } from '../../../shared/views/storage'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { useTimeHere } from '../../parts/freshness'
import { levelShown } from '../../parts/level'
import { levelAgeText, levelLabel } from '../../parts/levelText'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { TankVessel } from '../../parts/TankVessel'
import type { Loaded } from '../../stores/snapshot'
import { useView } from '../../stores/view'
import { cx } from '../../ui/cx'
import { Skeleton } from '../../ui/Skeleton'
import styles from './Storage.module.css'

interface Props {
  readonly tanks: Loaded<readonly TankView[]>
  readonly chosen: StorageId | null
  readonly onAgain: () => void
}

const choose = (tank: StorageId | null) => useView.setState({ tank })

function TankButton({ view, chosen }: { readonly view: TankView; readonly chosen: boolean }) {
  const t = useT()
  const format = useFormat()
  const { tank, occupied } = view
  const shown = levelShown(view, useTimeHere(60_000))
  const level = levelLabel(shown, t, format)
  return (
    <button
      type="button"
      className={cx(styles.tank, chosen && styles.chosen)}
      aria-pressed={chosen}
      onClick={() => choose(chosen ? null : tank.id)}
    >
      <TankVessel percent={shown.percent} tone={shown.tone} isOld={shown.isOld} height={84} label={level} />
      <span className={styles.tankText}>
        <strong>
          <bdi>{tank.name}</bdi>
        </strong>
        <span>{level}</span>
        {shown.isOld ? <strong>{levelAgeText(shown, t, format)}</strong> : null}
        <span>{t('place.occupied', { occupied, capacity: tank.capacity })}</span>
        <meter
          className={styles.meter}
          value={occupied}
          max={Math.max(1, tank.capacity)}
          aria-label={t('place.occupied', { occupied, capacity: tank.capacity })}
        />
      </span>
    </button>
  )
}

/** The tanks; a touch on one shows only its vials. */
export function TankChoice({ tanks, chosen, onAgain }: Props) {
  const t = useT()
  return (
    <section className={styles.tanks} aria-label={t('storage.tanks')}>
      {tanks.kind === 'loading' ? <Skeleton lines={6} /> : null}
      {tanks.kind === 'failed' ? (
        <LoadFailed title={t('place.failed')} refusal={tanks.refusal} onAgain={onAgain} />
      ) : null}
      {tanks.kind === 'ready' ? (
        <>
          <button
            type="button"
            className={cx(styles.all, chosen === null && styles.chosen)}
            aria-pressed={chosen === null}
            onClick={() => choose(null)}
          >
            {t('storage.allTanks')}
          </button>
          {tanks.value.map((view) => (
            <TankButton key={view.tank.id} view={view} chosen={view.tank.id === chosen} />
          ))}
        </>
      ) : null}
    </section>
  )
}
