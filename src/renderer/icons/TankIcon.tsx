import { drawn, type IconProps } from './icon'

/** A dewar: neck, shoulders, and the level of its liquid. */
export const TankIcon = (props: IconProps) => (
  <svg {...drawn(props)} aria-hidden="true">
    <path d="M9 3h6v3c3 1 4.5 2.6 4.5 5v8a2 2 0 0 1 -2 2h-11a2 2 0 0 1 -2 -2v-8c0 -2.4 1.5 -4 4.5 -5z" />
    <path d="M7.5 14c1.5 -1.2 3 -1.2 4.5 0s3 1.2 4.5 0" />
  </svg>
)
