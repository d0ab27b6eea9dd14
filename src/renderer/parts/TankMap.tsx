import type { ProcedureVial } from '../../shared/model/procedure'
import type { TankView } from '../../shared/views/storage'
import { useT } from '../i18n/i18n'
import { litCanisters } from './litCanisters'
import styles from './TankMap.module.css'
import { TankTop } from './TankTop'

interface Props {
  readonly vials: readonly ProcedureVial[]
  readonly tanks: readonly TankView[]
}

/** The tanks that hold these vials, from above, with the places lit. */
export function TankMap({ vials, tanks }: Props) {
  const t = useT()
  const lit = litCanisters(vials)
  const shown = tanks.filter(({ tank }) => lit.has(tank.id))
  return (
    <div className={styles.map}>
      {shown.map(({ tank }) => {
        const here = lit.get(tank.id) ?? new Map<string, number>()
        const words = [...here].map(([canister, count]) => `${canister}: ${t('entry.vials', { count })}`).join(', ')
        return (
          <figure key={tank.id} className={styles.tank}>
            <TankTop canisters={tank.canisters} lit={here} label={`${tank.name}. ${words}`} />
            <figcaption>
              <bdi>{tank.name}</bdi>
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
}
