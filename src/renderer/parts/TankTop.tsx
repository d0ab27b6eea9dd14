import type { Canister } from '../../shared/model/place'
import { cx } from '../ui/cx'
import { ring } from './ring'
import styles from './TankTop.module.css'

interface Props {
  readonly canisters: readonly Canister[]
  /** How many vials are meant in a canister; those with none are dim. */
  readonly lit: ReadonlyMap<string, number>
  readonly label: string
}

/** A tank from above, its canisters in a ring; those that are meant are lit and say how many vials. */
export function TankTop({ canisters, lit, label }: Props) {
  const spots = ring(canisters.length)
  return (
    <svg viewBox="0 0 200 200" className={styles.tank} role="img" aria-label={label}>
      <circle className={styles.wall} cx="100" cy="100" r="96" />
      <circle className={styles.inside} cx="100" cy="100" r="88" />
      {canisters.map(({ name }, index) => {
        const spot = spots[index]
        const count = lit.get(name) ?? 0
        if (!spot) return null
        return (
          <g key={name} className={cx(styles.canister, count > 0 && styles.lit)}>
            <circle cx={spot.x} cy={spot.y} r={spot.r} />
            <text x={spot.x} y={count > 0 ? spot.y - 2 : spot.y + 4}>
              {name}
            </text>
            {count > 0 ? (
              <text className={styles.count} x={spot.x} y={spot.y + 13}>
                {`× ${count}`}
              </text>
            ) : null}
          </g>
        )
      })}
    </svg>
  )
}
