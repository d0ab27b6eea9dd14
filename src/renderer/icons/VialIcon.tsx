import { drawn, type IconProps } from './icon'

/** A cryo vial: screw cap, body, and its content. */
export const VialIcon = (props: IconProps) => (
  <svg {...drawn(props)} aria-hidden="true">
    <rect x="7.5" y="3" width="9" height="4" rx="1" />
    <path d="M8.5 7v11a3 3 0 0 0 3 3h1a3 3 0 0 0 3 -3v-11" />
    <path d="M8.5 13h7" />
  </svg>
)
