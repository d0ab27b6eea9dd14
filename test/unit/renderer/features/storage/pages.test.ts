import { describe, expect, it } from 'vitest'
import { missingPages, pageSize, rowAt, withPage } from '../../../../../src/renderer/features/storage/pages'
import { aRow } from '../../../../support/builders/snapshots'

const page = (number: number) => ({
  rows: [aRow(number * pageSize)],
  offset: number * pageSize,
  total: 1_000_000,
  exact: true,
})

describe('a window on a million rows', () => {
  it('asks for the pages that it touches and does not have', () => {
    const pages = withPage(new Map(), page(7))
    expect(missingPages(pages, 650, 810)).toEqual([6, 8])
    expect(missingPages(pages, 700, 799)).toEqual([])
  })

  it('finds the row at an index, and nothing where the page is not there', () => {
    const pages = withPage(new Map(), page(9999))
    expect(rowAt(pages, 999_900)?.id).toBe(999_900)
    expect(rowAt(pages, 0)).toBeUndefined()
  })
})
