import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KnownRow } from '../../../../../src/main/engine/store/bench-store'
import { knownAfter } from '../../../../../src/main/engine/store/mirror/known-rows'

/** A central whose history can be put back: rows are told apart by the life in which they were written. */
function central() {
  let rows: string[] = ['first']
  let life = 0
  return {
    write: () => rows.push(`${life}/${rows.length}`),
    putBack(share: number) {
      life += 1
      rows = rows.slice(0, 1 + Math.floor((rows.length - 1) * share))
    },
    holds: (known: readonly KnownRow[]) => known.every(({ n, digest }) => rows[n] === digest),
    end: (): KnownRow => ({ n: rows.length - 1, digest: rows.at(-1) ?? '' }),
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

test('whatever order requests arrive and are answered in: a history that was put back behind something told is noticed', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 20, maxLength: 100, size: 'max' }), (happenings) => {
      const at = central()
      let known: readonly KnownRow[] = [at.end()]
      let told: KnownRow[] = [at.end()]
      let underway: (readonly KnownRow[])[] = []
      for (const happens of happenings) {
        if (happens.kind === 'write') at.write()
        if (happens.kind === 'putBack') at.putBack(happens.share)
        if (happens.kind === 'ask' && underway.length < 3) underway = [...underway, known]
        if (happens.kind !== 'arrive' || underway.length === 0) continue
        const index = happens.which % underway.length
        const sent = underway[index] ?? []
        underway = underway.filter((_, other) => other !== index)
        if (!at.holds(sent)) {
          // It begins anew.
          known = [at.end()]
          told = [at.end()]
          underway = []
        } else if (happens.answered) {
          told.push(at.end())
          known = knownAfter(known, sent, at.end())
        }
      }
      // Whatever a bench was ever told of, and is gone, shows with its next request.
      expect(at.holds(known)).toBe(at.holds(told))
      expect(known.length).toBeLessThanOrEqual(8)
    }),
    { numRuns: 2000 },
  )
})
