import { describe, expect, it } from 'vitest'
import { overlay } from '../../../../../src/main/engine/procedures/overlay'
import type { ActBody } from '../../../../../src/shared/acts'
import { procedureId } from '../../../../../src/shared/model/ids'
import { seenOf } from '../../../../../src/trust'
import { assign, entry, release } from '../../../../support/builders/outbox'
import { place, store1234, tag, vial, vialId } from '../../../../support/builders/store-1234'

const prepare = { kind: 'procedure.prepare', procedureId: procedureId(1234) } as const

describe('a procedure as the bench foresees it', () => {
  it('is what central last said while nothing is unsent', () => {
    const procedure = store1234()
    expect(overlay(procedure, [])).toMatchObject({
      procedure,
      saving: ['none', 'none', 'none'],
      unsent: 0,
      problem: null,
    })
  })

  it.each([
    ['queued', 'saved', 1],
    ['sending', 'sent', 1],
    ['accepted', 'sent', 0],
  ] as const)('has the tag of an intent that is %s, and calls it %s', (state, saving, unsent) => {
    const foreseen = overlay(store1234(), [entry(assign(1, 7), state)])
    expect(foreseen.procedure.vials[0]).toMatchObject({ tag: tag(7), place: place(1) })
    expect(foreseen.saving).toEqual([saving, 'none', 'none'])
    expect(foreseen.unsent).toBe(unsent)
  })

  it("lays no act over a procedure that is not what the act's person saw", () => {
    const seen = seenOf(store1234({ createdAt: '2026-03-03T07:00:00.000Z' }), [vialId(1)])
    const foreseen = overlay(store1234(), [entry({ ...assign(1, 7), seen } as ActBody), entry(assign(2, 8))])
    expect(foreseen.procedure.vials[0]).toMatchObject({ tag: null, place: null })
    expect(foreseen.procedure.vials[1]).toMatchObject({ tag: tag(8) })
    expect(foreseen.problem).toEqual({ kind: 'notWhatWasSeen' })
    expect(foreseen.saving[0]).toBe('none')
  })

  it('calls a tag confirmed when central has told of it', () => {
    const procedure = store1234({ vials: [vial(1, { tag: tag(7), place: place(1) }), vial(2)] })
    expect(overlay(procedure, []).saving).toEqual(['confirmed', 'none'])
  })

  it('takes an undone tag off again', () => {
    const foreseen = overlay(store1234(), [entry(assign(1, 7)), entry(release(1, 7))])
    expect(foreseen.procedure.vials[0]).toMatchObject({ tag: null, place: null })
    expect(foreseen.saving).toEqual(['none', 'none', 'none'])
    expect(foreseen.unsent).toBe(2)
  })

  it('is CREATED with the last tag and the queueing', () => {
    const unsent = [entry(assign(1, 7)), entry(assign(2, 8)), entry(assign(3, 9)), entry(prepare)]
    expect(overlay(store1234(), unsent).procedure).toMatchObject({
      status: 'CREATED',
      preparedBy: { name: 'M. Weber' },
    })
  })

  it('keeps what a cancelled procedure refuses as a problem, and never throws', () => {
    const foreseen = overlay(store1234({ status: 'CANCELLED' }), [entry(assign(1, 7)), entry(prepare)])
    expect(foreseen.problem).toEqual({ kind: 'wrongStatus', event: 'prepare', status: 'CANCELLED' })
    expect(foreseen.procedure.status).toBe('CANCELLED')
  })

  it("shows central's refusal at its vial, which has no tag then", () => {
    const refused = entry(assign(2, 7), 'rejected', { kind: 'tagInUse', name: 'VL-017' })
    const foreseen = overlay(store1234(), [], [refused])
    expect(foreseen.saving).toEqual(['none', 'refused', 'none'])
    expect(foreseen.vialProblems.get(vialId(2))).toEqual({ kind: 'tagInUse', name: 'VL-017' })
    expect(foreseen.problem).toEqual({ kind: 'tagInUse', name: 'VL-017' })
  })

  it('says nothing of an accepted intent that a later state of central no longer takes', () => {
    const foreseen = overlay(store1234({ status: 'CREATED' }), [entry(prepare, 'accepted')])
    expect(foreseen.problem).toBeNull()
  })
})
