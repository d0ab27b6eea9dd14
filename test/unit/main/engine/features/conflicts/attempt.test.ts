import { describe, expect, it } from 'vitest'
import { attempt, type Present } from '../../../../../../src/main/engine/features/conflicts/attempt'
import { keyOf, placeThing, tagThing } from '../../../../../../src/shared/acts/things'
import { assign, release } from '../../../../../support/builders/outbox'
import { anybody, prepare } from '../../../../../support/builders/refused'
import { cane1, noon, place, store1234, tag, vial } from '../../../../../support/builders/store-1234'

/** Vial 1 has tag 7 in position 1: both are taken. */
const present: Present = {
  procedure: store1234({ vials: [vial(1, { tag: tag(7), place: place(1) }), vial(2)] }),
  taken: new Set([keyOf(tagThing(tag(7))), keyOf(placeThing(place(1)))]),
  now: noon,
}
const having = (...bodies: readonly Parameters<typeof attempt>[1][]) => {
  let state = present
  for (const body of bodies) {
    const next = attempt(state, body, anybody)
    if (!next.ok) return next.problem.kind
    state = next.value
  }
  return state
}

describe('an attempt', () => {
  it('takes what another vial has only once that was given back', () => {
    expect(having(release(1, 7))).toMatchObject({ taken: new Set() })
    expect(having(release(1, 7), assign(2, 7, 1))).toMatchObject({ taken: present.taken })
    const elsewhere = { ...present, procedure: store1234({ vials: [vial(1), vial(2)] }) }
    expect(attempt(elsewhere, assign(2, 7, 2), anybody)).toMatchObject({ problem: { kind: 'choiceGone' } })
    expect(attempt(elsewhere, assign(2, 8, 1), anybody)).toMatchObject({ problem: { kind: 'choiceGone' } })
  })

  it('takes what it binds: a second act can not have it', () => {
    expect(having(assign(2, 8, 2))).toMatchObject({
      taken: new Set([...present.taken, keyOf(tagThing(tag(8))), keyOf(placeThing(place(2)))]),
    })
  })

  it("is refused by the procedure's rules, and without a procedure that it changes", () => {
    expect(having(prepare)).toBe('vialsUntagged')
    expect(having({ kind: 'cane.add', ...cane1 })).toBe('choiceGone')
    expect(attempt({ ...present, procedure: null }, prepare, anybody)).toMatchObject({
      problem: { kind: 'choiceGone' },
    })
  })
})
