import type { CaneView } from '../../shared/views/storage'
import { useT } from '../i18n/i18n'
import { cx } from '../ui/cx'
import styles from './CaneDrawing.module.css'
import { caneLabel } from './caneLabel'

const step = 30
const head = 34

interface Props {
  readonly cane: CaneView
  /** The position that is meant, counted from 1; null for none. */
  readonly lit: number | null
}

/** A cane upright, as it hangs in its canister: position 1 at the bottom. */
export function CaneDrawing({ cane, lit }: Props) {
  const t = useT()
  const count = cane.positions.length
  const height = head + count * step + 8
  return (
    <svg viewBox={`0 0 132 ${height}`} className={styles.cane} role="img" aria-label={caneLabel(cane, t)}>
      <path className={styles.rail} d={`M40 ${height - 4}V18a10 10 0 0 1 20 0`} />
      {cane.positions.map((position, index) => {
        const y = height - 8 - (index + 1) * step + 4
        const key = `position ${index + 1}`
        return (
          <g
            key={key}
            className={cx(styles.position, styles[position], index + 1 === lit && styles.next)}
            data-lit={index + 1 === lit || undefined}
          >
            <rect x="46" y={y} width="52" height={step - 8} rx="5" />
            {position === 'planned' ? (
              <path
                className={styles.half}
                d={`M51 ${y}h21v${step - 8}h-21a5 5 0 0 1-5-5v-${step - 18}a5 5 0 0 1 5-5z`}
              />
            ) : null}
            <text x="30" y={y + 16}>
              {index + 1}
            </text>
            {index + 1 === lit ? <path className={styles.arrow} d={`M126 ${y + 11}h-18m7-7-7 7 7 7`} /> : null}
          </g>
        )
      })}
    </svg>
  )
}
