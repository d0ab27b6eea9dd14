import { useCallback, useEffect, useRef, useState } from 'react'
import type { AttentionRow } from '../../../shared/views/attention'
import type { Refusal } from '../../../shared/views/refusal'
import { ask } from '../../bridge'
import { useAttentionStore } from '../../stores/snapshots'

export type OnlyRows = AttentionRow['kind'] | null

interface Rows {
  readonly of: OnlyRows
  /** Null until the first page is there. */
  readonly rows: readonly AttentionRow[] | null
  /** Where the next page begins; null at the end. */
  readonly next: string | null
  readonly refusal: Refusal | null
}

const pageRows = 50

/** As many rows as were asked for so far, page by page; read anew whenever the list has changed. */
export function useAttentionRows(only: OnlyRows) {
  const [shown, setShown] = useState<Rows>({ of: only, rows: null, next: null, refusal: null })
  const [wanted, setWanted] = useState(pageRows)
  const changes = useAttentionStore((state) => state.loaded)
  const [round, setRound] = useState(0)
  const latest = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: changes and round are the reasons to ask again
  useEffect(() => {
    latest.current += 1
    const number = latest.current
    const read = async () => {
      const rows: AttentionRow[] = []
      let after: string | null = null
      do {
        const answer: Awaited<ReturnType<typeof ask<'attention/page'>>> = await ask('attention/page', {
          only,
          after,
          limit: pageRows,
        })
        if (number !== latest.current) return
        if (!answer.ok) {
          return setShown((before) => ({ ...before, of: only, refusal: answer.problem }))
        }
        rows.push(...answer.value.rows)
        after = answer.value.next
      } while (after !== null && rows.length < wanted)
      setShown({ of: only, rows, next: after, refusal: null })
    }
    void read()
  }, [only, wanted, changes, round])

  const more = useCallback(() => setWanted((before) => before + pageRows), [])
  const again = useCallback(() => setRound((before) => before + 1), [])
  const isOther = shown.of !== only
  return { ...shown, rows: isOther ? null : shown.rows, more, again }
}
