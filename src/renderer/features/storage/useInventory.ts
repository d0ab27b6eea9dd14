import { useCallback, useEffect, useRef, useState } from 'react'
import { cleanTag } from '../../../shared/codes/clean-code'
import type { StorageId } from '../../../shared/model/ids'
import type { Refusal } from '../../../shared/views/refusal'
import { ask } from '../../bridge'
import { useEngineStore } from '../../stores/snapshots'
import { missingPages, type Pages, pageSize, withPage } from './pages'

export interface Inventory {
  readonly pages: Pages
  /** null until the first page is there. */
  readonly total: number | null
  readonly exact: boolean
  readonly refusal: Refusal | null
}

/** Typing pauses shorter than this are not worth a search of a million rows. */
const typingMs = 120

const nothing: Inventory = { pages: new Map(), total: null, exact: true, refusal: null }

/** Rows of a search, page by page as they come into view. A new search keeps the old rows until its own are there. */
export function useInventory(text: string, storageId: StorageId | null) {
  const [inventory, setInventory] = useState<Inventory>(nothing)
  const placesVersion = useEngineStore((state) => state.placesVersion)
  const search = useRef({ number: 0, text, storageId })
  const asked = useRef(new Set<number>())

  const fetchPage = useCallback(async (page: number) => {
    if (asked.current.has(page)) return
    asked.current.add(page)
    const { number, text: wanted, storageId: tank } = search.current
    const answer = await ask('inventory/search', {
      text: cleanTag(wanted),
      offset: page * pageSize,
      limit: pageSize,
      ...(tank === null ? {} : { storageId: tank }),
    })
    if (number !== search.current.number) return
    if (!answer.ok) {
      asked.current.delete(page)
      return setInventory((before) => ({ ...before, refusal: answer.problem }))
    }
    const { total, exact } = answer.value
    setInventory((before) => ({
      pages: withPage(page === 0 ? new Map() : before.pages, answer.value),
      total,
      exact,
      refusal: null,
    }))
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: placesVersion is a reason to ask again
  useEffect(() => {
    const timer = setTimeout(
      () => {
        search.current = { number: search.current.number + 1, text, storageId }
        asked.current = new Set()
        void fetchPage(0)
      },
      search.current.number === 0 ? 0 : typingMs,
    )
    return () => clearTimeout(timer)
  }, [text, storageId, placesVersion, fetchPage])

  const show = useCallback(
    (first: number, last: number) => {
      for (const page of missingPages(inventory.pages, first, last)) void fetchPage(page)
    },
    [inventory.pages, fetchPage],
  )
  const again = useCallback(() => void fetchPage(0), [fetchPage])
  return { inventory, show, again }
}
