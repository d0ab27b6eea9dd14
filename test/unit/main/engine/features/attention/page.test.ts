import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf } from '../../../../../../src/main/engine/features/attention/page'
import type { AttentionRow } from '../../../../../../src/shared/views/attention'
import { opened } from '../../store/support'
import { fill } from '../tagging/support'
import { certain, doubt, lossChange, lostProcedure, lostVial, toVerify } from './support'

const keyOf = (row: AttentionRow) => (row.kind === 'verify' ? `v${row.vial.id}` : row.loss.id)

describe('the list', () => {
  const since = (second: number) => `2030-01-01T00:00:0${second}.000Z`
  const filled = () => {
    const store = opened()
    fill(store, [
      ...[5, 2, 9, 4, 7, 1].map((n, index) => toVerify(n, { verify: doubt({ since: since(index % 2) }) })),
      certain(3),
      ...['l1', 'l2', 'l3'].map((id) => lossChange(id, lostProcedure)),
      lossChange('l4', lostVial(null)),
      lossChange('l5', lostVial(5)),
    ])
    return store
  }
  const vials = ['v5', 'v7', 'v9', 'v1', 'v2', 'v4']
  const losses = ['l1', 'l2', 'l3', 'l4']

  it('has vials first, longest in doubt first, then what a person closes; whatever the size of its pages, each row once', () => {
    const store = filled()
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.constantFrom(null, 'verify', 'loss'), (limit, only) => {
        const seen: string[] = []
        let after: string | null = null
        do {
          const page: ReturnType<typeof pageOf> = pageOf(store, { only, after, limit })
          expect(page.rows.length).toBeLessThanOrEqual(limit)
          seen.push(...page.rows.map(keyOf))
          after = page.next
        } while (after !== null)
        expect(seen).toEqual([...(only === 'loss' ? [] : vials), ...(only === 'verify' ? [] : losses)])
      }),
    )
  })

  it('tells of a vial where it is remembered, which closes with its scan', () => {
    const store = filled()
    const [first] = pageOf(store, { only: null, after: null, limit: 1 }).rows
    expect(first).toMatchObject({
      kind: 'verify',
      vial: { name: 'V-5', subjectCode: 'S-1' },
      remembered: [{ where: { kind: 'stored' }, by: 'Bench 2' }],
      conflict: null,
    })
  })

  it('begins at its beginning with what no page has named', () => {
    const store = filled()
    for (const after of ['', 'verify', 'verify x y', 'nonsense']) {
      expect(pageOf(store, { only: null, after, limit: 1 }).rows.map(keyOf)).toEqual(['v5'])
    }
  })
})
