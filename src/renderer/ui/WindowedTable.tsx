import type { HTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx'
import styles from './WindowedTable.module.css'

interface Props extends Pick<HTMLAttributes<HTMLDivElement>, 'onKeyDown' | 'onBlur'> {
  readonly label: string
  /** All rows, drawn or not, without the header. */
  readonly count: number
  readonly headers: readonly string[]
  readonly framed?: boolean
  /** Columns, heights, and what a narrow window makes of it. */
  readonly classNames: { readonly [Part in 'table' | 'header' | 'scroller']?: string | undefined }
  readonly scroller: Ref<HTMLDivElement>
  /** Height of all rows, pixels. */
  readonly height: number
  /** The rows in view. */
  readonly children: ReactNode
  /** Below the last row. */
  readonly after?: ReactNode
}

// biome-ignore-start lint/a11y/useSemanticElements: a table element can't hold a window of a hundred thousand rows
/** A table of which only the rows in view are drawn; a row takes `windowed.row` and sets itself to its place. */
export function WindowedTable({
  label,
  count,
  headers,
  framed = false,
  classNames,
  scroller,
  height,
  children,
  after,
  ...keys
}: Props) {
  return (
    <div
      className={cx(styles.table, framed && styles.framed, classNames.table)}
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
    >
      <div role="rowgroup">
        <div role="row" tabIndex={-1} className={cx(styles.header, classNames.header)} aria-rowindex={1}>
          {headers.map((header) => (
            <span key={header} role="columnheader" tabIndex={-1}>
              {header}
            </span>
          ))}
        </div>
      </div>
      <div
        ref={scroller}
        className={cx(styles.scroller, classNames.scroller)}
        role="rowgroup"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable with the keyboard
        tabIndex={0}
        aria-label={label}
        {...keys}
      >
        <div className={styles.rows} role="presentation" style={{ height }}>
          {children}
        </div>
        {after}
      </div>
    </div>
  )
}
// biome-ignore-end lint/a11y/useSemanticElements: a table element can't hold a window of a hundred thousand rows
