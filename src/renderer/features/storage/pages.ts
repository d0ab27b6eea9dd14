// Which pages of the inventory a window of rows needs, and the row at an index: pure, so that a million rows stay testable.
import type { InventoryPage, InventoryRow } from '../../../shared/views/inventory'

export const pageSize = 100

/** A browser can't draw an element higher than about 33 million pixels; 400,000 rows of 56 stay below. */
export const mostRows = 400_000

export type Pages = ReadonlyMap<number, readonly InventoryRow[]>

/** Pages of the rows from `first` to `last` that are not there yet. */
export function missingPages(pages: Pages, first: number, last: number): readonly number[] {
  const missing: number[] = []
  for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page += 1) {
    if (!pages.has(page)) missing.push(page)
  }
  return missing
}

export const rowAt = (pages: Pages, index: number): InventoryRow | undefined =>
  pages.get(Math.floor(index / pageSize))?.[index % pageSize]

export const withPage = (pages: Pages, page: InventoryPage): Pages =>
  new Map(pages).set(Math.floor(page.offset / pageSize), page.rows)
