import { cx } from './cx'
import styles from './Identifier.module.css'

/** A name that must be read letter by letter: marked zero, left to right whatever the language around it. */
export const Identifier = ({
  children,
  className,
}: {
  readonly children: string
  readonly className?: string | undefined
}) => (
  <bdi dir="ltr" className={cx(styles.identifier, className)}>
    {children}
  </bdi>
)
