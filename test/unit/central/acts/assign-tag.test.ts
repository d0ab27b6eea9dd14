import { describe, expect, it } from 'vitest'
import { assignTag } from '../../../../src/central/acts/assign-tag'
import type { ActFacts } from '../../../../src/central/acts/facts'
import type { AssignTag } from '../../../../src/shared/acts/assign-tag'
import { actBody } from '../../../../src/shared/acts/wire'
import { facilityId, procedureId } from '../../../../src/shared/model/ids'
import { asker, factsOf } from '../../../support/builders/central-acts'
import { tagOf } from '../../../support/builders/procedure'
import { cane1, noon, place, store1234, tag, vialId } from '../../../support/builders/store-1234'

const body: AssignTag = {
  kind: 'tag.assign',
  procedureId: procedureId(1234),
  containerId: vialId(1),
  tag: tag(7),
  place: place(1),
  source: { model: 'sw-uhf', serial: null, simulated: false },
}
const owner = {
  tag: tag(7),
  containerId: vialId(9),
  containerName: 'VL-009',
  subjectCode: 'S',
  facilityId: facilityId(1),
  since: noon,
}
const free: Partial<ActFacts> = {
  procedure: () => store1234(),
  tag: () => undefined,
  purpose: () => 'vial',
  cane: () => ({ ...cane1, capacity: 5 }),
  canister: () => ({ caneLimit: 10, canes: 1 }),
  isTaken: () => false,
}
const decided = (facts: Partial<ActFacts>) => assignTag.decide(body, factsOf({ ...free, ...facts }), asker())
const problem = (facts: Partial<ActFacts>) => {
  const result = decided(facts)
  return result.ok ? null : result.problem.problem.kind
}

describe('assigning a tag, at central', () => {
  it('is one event of the procedure, which has the next version', () => {
    const before = store1234()
    const result = decided({ procedure: () => before })
    expect(result).toMatchObject({
      ok: true,
      value: {
        version: before.version + 1,
        effects: [{ kind: 'event', before, event: { kind: 'assignTag', at: noon, tag: tag(7), place: place(1) } }],
      },
    })
  })

  it("is refused by the procedure's rules first, since they say most", () => {
    const status = { procedure: () => store1234({ status: 'CANCELLED' }), tag: () => owner }
    expect(problem(status)).toBe('wrongStatus')
    expect(problem({ procedure: () => undefined })).toBe('unknownProcedure')
  })

  it.each([
    ['00'.repeat(12), 'noIdentity'],
    ['E2'.repeat(1), 'wrongLength'],
    ['E2'.repeat(33), 'wrongLength'],
    ['E2'.repeat(64), 'wrongLength'],
  ])('is refused for what an older bench took for a tag: %s', (bytes, why) => {
    const act = actBody.parse({ ...body, tag: bytes })
    if (act.kind !== 'tag.assign') throw new Error(act.kind)
    const result = assignTag.decide(act, factsOf(free), asker())
    expect(result).toMatchObject({ ok: false, problem: { problem: { kind: 'notATag', tag: bytes, why } } })
  })

  it('is refused for a tag that the organization uses for something else, whoever has it', () => {
    expect(problem({ purpose: () => 'badge', tag: () => owner })).toBe('tagReserved')
    expect(problem({ purpose: () => 'other' })).toBe('tagReserved')
  })

  it.each(['E2'.repeat(2), 'E2'.repeat(34), 'E2'.repeat(62)])('takes every tag that a reader takes: %s', (bytes) => {
    expect(assignTag.decide({ ...body, tag: tagOf(bytes) }, factsOf(free), asker())).toMatchObject({ ok: true })
  })

  it('is refused for a used tag, a place that is none or beyond the cane, and a taken one', () => {
    expect(problem({ tag: () => owner, isTaken: () => true })).toBe('tagUsed')
    expect(problem({ cane: () => undefined })).toBe('unknownPlace')
    expect(problem({ canister: () => undefined })).toBe('unknownPlace')
    expect(problem({ cane: () => ({ ...cane1, capacity: 0 }) })).toBe('unknownPlace')
    expect(problem({ isTaken: () => true })).toBe('placeTaken')
  })

  it('tells whose state refuses it', () => {
    const before = store1234()
    expect(decided({ procedure: () => before, isTaken: () => true })).toMatchObject({ problem: { against: before } })
  })

  it('reads what it decides by', () => {
    expect(assignTag.reads(body).map(({ kind }) => kind)).toEqual([
      'procedure',
      'tag',
      'purpose',
      'cane',
      'canister',
      'place',
    ])
  })
})
