import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RowDigest } from '../../../../../../src/main/engine/store/contract/feed'
import { digestsAfter } from '../../../../../../src/main/engine/store/mirror/row-digests'

/** A central that can be restored to an earlier state: a row's digest names the life in which it was written. */
function central() {
  let rows: string[] = ['first']
  let life = 0
  return {
    write: () => rows.push(`${life}/${rows.length}`),
    putBack(share: number) {
      life += 1
      rows = rows.slice(0, 1 + Math.floor((rows.length - 1) * share))
    },
    holds: (kept: readonly RowDigest[]) => kept.every(({ n, digest }) => rows[n] === digest),
    end: (): RowDigest => ({ n: rows.length - 1, digest: rows.at(-1) ?? '' }),
  }
}

const happening = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'write' } as const) },
  { weight: 4, arbitrary: fc.constant({ kind: 'ask' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), which: fc.nat(), answered: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('putBack' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
)

test('whatever order requests arrive and are answered in: a history that was restored to before a row heard of is noticed', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 20, maxLength: 100, size: 'max' }), (happenings) => {
      const at = central()
      let kept: readonly RowDigest[] = [at.end()]
      let heard: RowDigest[] = [at.end()]
      let underway: (readonly RowDigest[])[] = []
      for (const happens of happenings) {
        if (happens.kind === 'write') at.write()
        if (happens.kind === 'putBack') at.putBack(happens.share)
        if (happens.kind === 'ask' && underway.length < 3) underway = [...underway, kept]
        if (happens.kind !== 'arrive' || underway.length === 0) continue
        const index = happens.which % underway.length
        const sent = underway[index] ?? []
        underway = underway.filter((_, other) => other !== index)
        if (!at.holds(sent)) {
          // It begins anew.
          kept = [at.end()]
          heard = [at.end()]
          underway = []
        } else if (happens.answered) {
          heard.push(at.end())
          kept = digestsAfter(kept, sent, at.end())
        }
      }
      // A row that the bench has ever heard of, and that is gone, shows with its next request.
      expect(at.holds(kept)).toBe(at.holds(heard))
      expect(kept.length).toBeLessThanOrEqual(8)
    }),
    { numRuns: 2000 },
  )
})
