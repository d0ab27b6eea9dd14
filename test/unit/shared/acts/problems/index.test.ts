import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meaningOf, ofAnyAct, type ProblemKind, rowOfTold } from '../../../../../src/shared/acts/problems'
import { deciders } from '../../../../../src/shared/acts/problems/problem'
import { problems } from '../../../../../src/shared/acts/problems/table'
import { acts } from '../../../../../src/shared/acts/table'
import { anyProblem } from '../../../../support/builders/problems'

const kinds = Object.keys(problems) as ProblemKind[]
const circumstances = fc.record({ elsewhere: fc.boolean(), claimed: fc.boolean(), same: fc.boolean() })

describe('a problem, whatever came', () => {
  it('has a meaning, and says which vials it names', () => {
    fc.assert(
      fc.property(anyProblem, fc.boolean(), circumstances, (told, isFinal, { elsewhere, claimed, same }) => {
        const meaning = meaningOf(told, isFinal, {
          isElsewhere: () => elsewhere,
          isClaimedElsewhere: () => claimed,
          bindsTag: () => same,
        })
        expect(Object.hasOwn(deciders, meaning)).toBe(true)
        const row = rowOfTold(told)
        if (row === null) expect(kinds).not.toContain(told.kind)
        else expect([Array.isArray(row.vials(told)), typeof row.isRemembered(told)]).toEqual([true, 'boolean'])
      }),
      { numRuns: 500 },
    )
  })
})

describe('what central answers for good', () => {
  it('is what no other state of it would accept', () => {
    const final = kinds.filter((kind) => problems[kind].isFinal)
    expect(final.sort()).toEqual([
      'alreadyResolved',
      'chainBroken',
      'idUsed',
      'lossChanged',
      'malformed',
      'noSuchLoss',
      'noSuchVial',
      'notATag',
      'notAccepted',
      'otherBench',
      'otherFacility',
      'otherFacilityMeant',
      'reasonMissing',
      'scanMissing',
      'sequenceUsed',
      'unknownPlace',
      'unknownProcedure',
      'unknownVial',
      'wrongHash',
      'wrongSignature',
      'wrongType',
    ])
  })
})

describe('every problem', () => {
  it('is one that some act lists, that any can meet, or that only a device is refused with', () => {
    const listed = new Set<ProblemKind>([...ofAnyAct, ...Object.values(acts).flatMap((row) => row.problems)])
    const ofDevices = ['otherDevice']
    expect(kinds.filter((kind) => !listed.has(kind)).sort()).toEqual(ofDevices)
  })
})
