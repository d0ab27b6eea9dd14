import { useId } from 'react'
import { cx } from '../ui/cx'
import type { Tone } from '../ui/tone'
import styles from './TankVessel.module.css'

const bottom = 112
const top = 40

interface Props {
  /** 0 to 100; null when nobody has measured. */
  readonly percent: number | null
  readonly tone?: Tone
  /** The level was told long ago: a line where it was, and nothing that looks like liquid. */
  readonly isOld?: boolean
  readonly label: string
  readonly height?: number
}

const vessel = 'M36 8h28v16c16 5 24 14 24 26v54a10 10 0 0 1-10 10H22a10 10 0 0 1-10-10V50c0-12 8-21 24-26z'

/** A tank from the side, filled to its level. */
export function TankVessel({ percent, tone = 'neutral', isOld = false, label, height = 120 }: Props) {
  const clip = useId()
  const surface = bottom - ((bottom - top) * Math.min(100, Math.max(0, percent ?? 0))) / 100
  return (
    <svg viewBox="0 0 100 120" height={height} role="img" aria-label={label} className={styles.vessel}>
      <clipPath id={clip}>
        <path d={vessel} />
      </clipPath>
      <path className={styles.inside} d={vessel} />
      {percent === null ? null : (
        <g clipPath={`url(#${clip})`} className={isOld ? styles.old : cx(styles.liquid, styles[tone])}>
          <path d={isOld ? `M0 ${surface}H100` : `M0 ${surface}q12.5 -5 25 0t25 0t25 0t25 0V120H0z`} />
        </g>
      )}
      {[25, 50, 75].map((mark) => {
        const y = bottom - ((bottom - top) * mark) / 100
        return <path key={mark} className={styles.mark} d={`M80 ${y}h8`} />
      })}
      <path className={cx(styles.wall, (percent === null || isOld) && styles.unknown)} d={vessel} />
    </svg>
  )
}
