import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
} from '@tabler/icons-react'
import { cx } from './cx'
import styles from './Signal.module.css'
import type { Tone } from './tone'

interface Props {
  readonly tone: Tone
  readonly size?: number
  /** On a ground of the tone's own colour the sign takes the ground's text colour. */
  readonly onColour?: boolean
}

/** A tone's own shape: tick in a circle, triangle, octagon, breathing ring. Decorative: words stand next to it. */
export function Signal({ tone, size = 20, onColour = false }: Props) {
  const className = cx(styles.signal, !onColour && styles[tone])
  const common = { size, className, 'aria-hidden': true } as const
  switch (tone) {
    case 'accepted':
      return <IconCircleCheckFilled {...common} />
    case 'attention':
      return <IconAlertTriangleFilled {...common} />
    case 'stop':
      return <IconAlertOctagonFilled {...common} />
    case 'waiting':
      return <IconCircleDashed {...common} className={cx(className, styles.breathing)} stroke={2.25} />
    case 'neutral':
      return <IconCircleDashed {...common} stroke={1.75} />
  }
}
