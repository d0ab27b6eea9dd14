import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { cx } from './cx'
import styles from './Signal.module.css'
import type { Tone } from './tone'

interface Props {
  readonly tone: Tone
  readonly size?: number
  /** On a ground of the tone's own colour the sign takes the ground's text colour. */
  readonly onColour?: boolean
}

const breathMs = 1600

/** Moves and rests in turn: an animation without rests would have the window painted anew all day, and a scan's result wait for it. */
function Breathing({ className, ...common }: { readonly size: number; readonly className: string }) {
  const [out, setOut] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => setOut((before) => !before), breathMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <IconCircleDashed
      {...common}
      className={cx(className, styles.breathing, out && styles.breathedOut)}
      stroke={2.25}
      aria-hidden="true"
    />
  )
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
      return <Breathing {...common} />
    case 'neutral':
      return <IconCircleDashed {...common} stroke={1.75} />
  }
}
