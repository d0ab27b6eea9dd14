import { cx } from './cx'
import styles from './Skeleton.module.css'

/** Stands for something whose shape is known. Shows only after 300 ms: shorter waits are not worth a flicker. */
export const Skeleton = ({ lines = 3, className }: { readonly lines?: number; readonly className?: string }) => (
  <div className={cx(styles.skeleton, className)} aria-hidden="true">
    {Array.from({ length: lines }, (_, line) => `line ${line}`).map((key) => (
      <span key={key} />
    ))}
  </div>
)
