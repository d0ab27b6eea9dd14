import styles from './Logo.module.css'

/** The mark: a vial within the six-fold ring of a canister, seen from above. Same drawing as resources/icons/cryobench.svg. */
export const Logo = ({ size = 32 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 64 64" className={styles.logo} aria-hidden="true">
    <path className={styles.ground} d="M32 2 58 17v30L32 62 6 47V17z" />
    <g className={styles.lines}>
      <path d="M25 17h14v7H25z" />
      <path d="M26.5 24v17a5.5 5.5 0 0 0 11 0V24" />
      <path d="M26.5 34h11" />
    </g>
  </svg>
)
