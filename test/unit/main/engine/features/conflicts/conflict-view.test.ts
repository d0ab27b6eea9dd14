import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conflictOf } from '../../../../../../src/main/engine/features/conflicts/conflict-view'
import { coverageOf } from '../../../../../../src/main/engine/features/conflicts/coverage'
import { groupsOf } from '../../../../../../src/main/engine/features/conflicts/groups'
import { conflictKind } from '../../../../../../src/main/engine/features/conflicts/kinds'
import type { RefusedEntry } from '../../../../../../src/main/engine/store/bench-store'
import type { ActBody } from '../../../../../../src/shared/acts'
import { deciders } from '../../../../../../src/shared/acts/problems/problem'
import { assign, release } from '../../../../../support/builders/outbox'
import { anyProblem } from '../../../../../support/builders/problems'
import { accept, anybody, cancel, prepare, refusedAs } from '../../../../../support/builders/refused'
import { cane1, noon, store1234, thisBench } from '../../../../../support/builders/store-1234'

const bodies: readonly ActBody[] = [
  assign(1, 7),
  assign(2, 8),
  release(1, 7),
  prepare,
  accept,
  cancel,
  { kind: 'cane.add', ...cane1 },
]
const anyRefused: fc.Arbitrary<RefusedEntry> = fc
  .record({
    body: fc.constantFrom(...bodies),
    problem: anyProblem,
    state: fc.constantFrom('conflict', 'rejected', 'parked'),
  })
  .map(({ body, problem, state }) => refusedAs(body, problem, state))

describe('whatever central says', () => {
  it('is a conflict of some kind, with an owner, the safe choice, and each act in one place', () => {
    fc.assert(
      fc.property(fc.array(anyRefused, { minLength: 1, maxLength: 4 }), (refused) => {
        const groups = groupsOf(refused)
        const shown = groups.map((group) => {
          const procedure = store1234()
          const kind = conflictKind(group.head, { ownBenches: new Set([thisBench]), procedure, now: noon })
          const present = { procedure, taken: new Set<never>(), now: noon }
          return conflictOf({ ...group, kind, central: procedure, present }, null, anybody)
        })
        for (const { kind, owner, choices } of shown) {
          expect(Object.keys(deciders)).toContain(kind)
          expect(['staff', 'supervisor', 'administrator']).toContain(owner)
          expect(choices[0]?.choice).toBe('keepCentral')
        }
        expect(shown.flatMap(({ bench }) => [bench, ...bench.behind])).toHaveLength(refused.length)
        const ended = groups.map(coverageOf)
        for (const { covers, withdrawn, entries } of ended) {
          expect(covers.length + withdrawn.length).toBe(entries.length)
        }
      }),
      { numRuns: 200 },
    )
  })
})
