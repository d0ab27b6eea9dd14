import type { CaneView } from '../../shared/views/storage'
import { useT } from '../i18n/i18n'
import { cx } from '../ui/cx'
import styles from './CanePositions.module.css'
import { caneLabel } from './caneLabel'

interface Props {
  readonly cane: CaneView
  /** Position to mark, 1 at the bottom of the cane. */
  readonly lit?: ReadonlySet<number>
}

/** A cane lying on its side, bottom first: what is free, stored and planned, each with its own shape. */
export function CanePositions({ cane, lit }: Props) {
  const t = useT()
  return (
    <span className={styles.cane} role="img" aria-label={caneLabel(cane, t)}>
      {cane.positions.map((position, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the position on the cane is the identity
          key={index}
          className={cx(styles.position, styles[position], lit?.has(index + 1) && styles.lit)}
        />
      ))}
    </span>
  )
}
