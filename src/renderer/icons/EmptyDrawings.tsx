// Small drawings for screens with nothing on them: one line weight, one tint of ice.
import type { ReactNode } from 'react'
import styles from './EmptyDrawings.module.css'

const Frame = ({ children }: { readonly children: ReactNode }) => (
  <svg width="120" height="88" viewBox="0 0 120 88" className={styles.drawing} aria-hidden="true">
    <path className={styles.ground} d="M14 78h92" />
    {children}
  </svg>
)

/** A rack with room in it. */
export const RackDrawing = () => (
  <Frame>
    <path className={styles.fill} d="M26 54h68v24H26z" />
    <path d="M26 54h68v24H26z" />
    {[36, 56, 76].map((x) => (
      <path key={x} d={`M${x} 54V30h10v24M${x - 1.5} 24h13v6h-13z`} />
    ))}
  </Frame>
)

/** A dewar, its lid off, mist over it. */
export const DewarDrawing = () => (
  <Frame>
    <path className={styles.fill} d="M40 58c10-6 28 6 40 0v16a4 4 0 0 1-4 4H44a4 4 0 0 1-4-4z" />
    <path d="M52 26h16v8c8 3 12 8 12 15v25a4 4 0 0 1-4 4H44a4 4 0 0 1-4-4V49c0-7 4-12 12-15z" />
    <path d="M54 18c0-5 5-4 5-9M63 18c0-5 5-4 5-9" />
  </Frame>
)

/** A cable that is not plugged in: nothing is lost, only apart. */
export const CableDrawing = () => (
  <Frame>
    <path d="M18 60c14-26 22 6 34-12h8M102 36c-14 20-20-6-32 8h-2" />
    <path className={styles.fill} d="M50 40h10v16H50zM76 34H66v16h10z" />
    <path d="M60 44h5M60 52h5" />
  </Frame>
)

/** A lens over nothing found. */
export const LensDrawing = () => (
  <Frame>
    <circle className={styles.fill} cx="56" cy="40" r="22" />
    <path d="m72 56 16 18M47 40h18" />
  </Frame>
)

/** A broken link in a chain of three. */
export const BrokenDrawing = () => (
  <Frame>
    <path d="M30 34h18v24H30zM72 34h18v24H72z" />
    <path className={styles.fill} d="m54 40 12 12M66 40 54 52" />
  </Frame>
)

/** Two that say the same. */
export const AgreementDrawing = () => (
  <Frame>
    <path className={styles.fill} d="M16 42h30v20H16zM74 42h30v20H74z" />
    <path d="M16 42h30v20H16zM24 62v8h14v-8M74 42h30v20H74zM82 49h14M82 55h14" />
    <path d="m53 52 5 5 9-11" />
  </Frame>
)
