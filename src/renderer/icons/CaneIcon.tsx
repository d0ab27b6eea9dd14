import { drawn, type IconProps } from './icon'

/** A cane: the rail with its hook, three vials clipped on. */
export const CaneIcon = (props: IconProps) => (
  <svg {...drawn(props)} aria-hidden="true">
    <path d="M8 21v-16a2 2 0 0 1 4 0" />
    <rect x="11" y="8" width="6" height="3.2" rx="1" />
    <rect x="11" y="12.7" width="6" height="3.2" rx="1" />
    <rect x="11" y="17.4" width="6" height="3.2" rx="1" />
  </svg>
)
