import { describe, expect, it } from 'vitest'
import { type Case, choicesOf, planOf, vialToTag } from '../../../../../../src/main/engine/features/conflicts/choices'
import { differencesOf, foreseenBy } from '../../../../../../src/main/engine/features/conflicts/differences'
import type { RefusedEntry } from '../../../../../../src/main/engine/store/bench-store'
import { caneThing, keyOf, placeThing, tagThing } from '../../../../../../src/shared/acts/things'
import type { ConflictChoice, ConflictKind } from '../../../../../../src/shared/model/conflict-kind'
import type { Place } from '../../../../../../src/shared/model/place'
import type { Procedure } from '../../../../../../src/shared/model/procedure'
import { assign, release } from '../../../../../support/builders/outbox'
import { accept, anybody, behind, cancel, elsewhere, prepare, refusedAs } from '../../../../../support/builders/refused'
import { cane1, noon, place, store1234, tag, vial, vialId } from '../../../../../support/builders/store-1234'

interface Over {
  readonly kind?: ConflictKind
  readonly rest?: readonly RefusedEntry[]
  readonly procedure?: Procedure | null
  readonly used?: readonly number[]
  readonly taken?: readonly Place[]
  readonly hasRoomForCane?: boolean
}

const situation = (head: RefusedEntry, over: Over = {}): Case => ({
  head,
  rest: over.rest ?? [],
  kind: over.kind ?? 'movedOn',
  present: {
    procedure: over.procedure === undefined ? store1234() : over.procedure,
    taken: new Set([
      ...(over.used ?? []).map((number) => keyOf(tagThing(tag(number)))),
      ...(over.taken ?? []).map((each) => keyOf(placeThing(each))),
      ...(over.hasRoomForCane ? [] : [keyOf(caneThing(newCane))]),
    ]),
    now: noon,
  },
})
const names = (each: Case) => choicesOf(each, anybody).map(({ choice }) => choice)
const plan = (each: Case, choice: ConflictChoice) => {
  const planned = planOf(each, { choice, reason: 'ours is on it', by: anybody })
  if (!planned.ok) return planned.problem.kind
  return planned.value.map((body) => [body.kind, 'containerId' in body ? body.containerId : null])
}

const newCane = { ...cane1, cane: 'NEW' }
const taken = { kind: 'tagUsed', tag: tag(7) }
const theirs = store1234({ vials: [vial(1, { tag: tag(9), place: place(5) }), vial(2)] })
const cancelled = store1234({ status: 'CANCELLED' })

describe('the ways out', () => {
  it('of a cancelled procedure: only the safe one', () => {
    const head = refusedAs(assign(1, 7), { kind: 'wrongStatus', status: 'CANCELLED' })
    expect(names(situation(head, { procedure: cancelled, rest: [behind(head, prepare)] }))).toEqual(['keepCentral'])
  })

  it('of a used tag: another tag; the same once it is free', () => {
    const head = refusedAs(assign(1, 7), taken)
    expect(names(situation(head, { used: [7] }))).toEqual(['keepCentral', 'tagAgain'])
    expect(names(situation(head))).toEqual(['keepCentral', 'doAgain', 'tagAgain'])
  })

  it('of a taken place: another place; the same once it is free', () => {
    const head = refusedAs(assign(1, 7), { kind: 'placeTaken', place: place(1) })
    expect(names(situation(head, { taken: [place(1)] }))).toEqual(['keepCentral', 'tagAgain'])
    expect(names(situation(head))).toEqual(['keepCentral', 'doAgain', 'tagAgain'])
  })

  it("of a vial with central's tag: the bench's instead, unless that is used or the procedure is queued", () => {
    const head = refusedAs(assign(1, 7), { kind: 'alreadyTagged', tag: tag(9) })
    expect(names(situation(head, { procedure: theirs }))).toEqual(['keepCentral', 'useOurTag'])
    expect(names(situation(head, { procedure: theirs, used: [7] }))).toEqual(['keepCentral'])
    expect(names(situation(head, { procedure: { ...theirs, status: 'CREATED' } }))).toEqual(['keepCentral'])
    const same = refusedAs(assign(1, 9), { kind: 'alreadyTagged', tag: tag(9) })
    expect(names(situation(same, { procedure: theirs }))).toEqual(['keepCentral'])
  })

  it('what a supervisor decided, a supervisor withdraws or decides again', () => {
    const pending = store1234({ type: 'RETRIEVAL' })
    const head = refusedAs(accept, { kind: 'notEntitled', name: 'A', role: 'staff' })
    expect(choicesOf(situation(head, { kind: 'rightWithdrawn', procedure: pending }), anybody)).toEqual([
      { choice: 'keepCentral', right: 'conflict.resolveDecision', needsReason: false },
      { choice: 'doAgain', right: 'conflict.override', needsReason: false },
    ])
  })

  it('of what could never be: the safe one, and for a fault of the envelope the same again', () => {
    const faulty = refusedAs(assign(1, 7), { kind: 'chainBroken' }, 'rejected')
    expect(names(situation(faulty, { kind: 'impossible' }))).toEqual(['keepCentral', 'doAgain', 'tagAgain'])
    for (const kind of ['malformed', 'otherFacility', 'reasonMissing']) {
      expect(names(situation(refusedAs(prepare, { kind }), { kind: 'impossible' }))).toEqual(['keepCentral'])
    }
    const elsewhereHead = refusedAs(assign(1, 7), { kind: 'otherFacility' }, 'parked')
    expect(names(situation(elsewhereHead, { procedure: null }))).toEqual(['keepCentral'])
  })

  it('of a cane that was refused: again if there is room now', () => {
    const cane = { kind: 'cane.add', ...newCane } as const
    const head = refusedAs(cane, { kind: 'canisterFull' })
    expect(names(situation(head, { procedure: null }))).toEqual(['keepCentral'])
    expect(names(situation(head, { procedure: null, hasRoomForCane: true }))).toEqual(['keepCentral', 'doAgain'])
  })
})

describe('what follows a choice', () => {
  const head = refusedAs(assign(1, 7), taken)
  const rest = [behind(head, assign(2, 8)), behind(head, prepare)]
  const two = store1234({ vials: [vial(1), vial(2)] })

  it('another tag for one vial: the other one is asked for again, the queueing waits for the reader', () => {
    expect(plan(situation(head, { rest, procedure: two, used: [7] }), 'tagAgain')).toEqual([['tag.assign', vialId(2)]])
  })

  it('the same again: everything, and the queueing of what is complete', () => {
    expect(plan(situation(head, { rest, procedure: two }), 'doAgain')).toEqual([
      ['tag.assign', vialId(1)],
      ['tag.assign', vialId(2)],
      ['procedure.prepare', null],
    ])
  })

  it('a parked tag that is used meanwhile is left out, and the procedure is not queued', () => {
    expect(plan(situation(head, { rest, procedure: two, used: [8] }), 'doAgain')).toEqual([['tag.assign', vialId(1)]])
  })

  it("the bench's tag: central's is released first; in central's place if the bench's is taken", () => {
    const ours = refusedAs(assign(1, 7), { kind: 'alreadyTagged', tag: tag(9) })
    const planned = planOf(situation(ours, { procedure: theirs, taken: [place(1)] }), {
      choice: 'useOurTag',
      reason: 'ours is on it',
      by: anybody,
    })
    expect(planned).toMatchObject({
      ok: true,
      value: [
        { kind: 'tag.release', tag: tag(9), reason: 'ours is on it' },
        { kind: 'tag.assign', tag: tag(7), place: place(5) },
      ],
    })
  })

  it("nothing of a supervisor's is asked again by the way", () => {
    const pending = store1234({ type: 'RETRIEVAL' })
    const late = refusedAs(accept, { kind: 'wrongStatus', status: 'CREATED' })
    expect(plan(situation(late, { rest: [behind(late, cancel)], procedure: pending }), 'keepCentral')).toEqual([])
  })

  it('of a person without the right, nothing goes along', () => {
    const unentitled = refusedAs(assign(1, 7), { kind: 'notEntitled', name: 'A', role: null })
    const parked = [behind(unentitled, assign(2, 8))]
    expect(plan(situation(unentitled, { kind: 'rightWithdrawn', rest: parked }), 'keepCentral')).toEqual([])
  })

  it('the person who asked for it may not accept it again', () => {
    const mine = store1234({ type: 'RETRIEVAL', requestedBy: elsewhere })
    const late = refusedAs(accept, { kind: 'notEntitled', name: 'A', role: 'staff' })
    const asked = planOf(situation(late, { procedure: mine }), { choice: 'doAgain', reason: '', by: elsewhere })
    expect(asked).toEqual({ ok: false, problem: { kind: 'ownRequest', name: elsewhere.name } })
  })
})

describe('the vial that goes on the reader again', () => {
  it('is the one of the tag, or the one for want of which the procedure was not queued', () => {
    expect(vialToTag(situation(refusedAs(assign(2, 7), taken)))).toBe(vialId(2))
    const missing = refusedAs(prepare, { kind: 'vialsUntagged', containerIds: [vialId(3)] })
    expect(vialToTag(situation(missing))).toBe(vialId(3))
  })

  it('is none if it has a tag, the procedure is no longer to be tagged, or it was an undoing', () => {
    expect(vialToTag(situation(refusedAs(assign(1, 7), taken), { procedure: theirs }))).toBeNull()
    expect(vialToTag(situation(refusedAs(assign(1, 7), taken), { procedure: cancelled }))).toBeNull()
    expect(vialToTag(situation(refusedAs(release(1, 7), { kind: 'otherTag', tag: null })))).toBeNull()
  })
})

describe("the bench's column", () => {
  it('is what the refused acts would have made of it', () => {
    const acts = [refusedAs(assign(1, 7), taken), refusedAs(prepare, { kind: 'behindRefused' }, 'parked')]
    const foreseen = foreseenBy(acts, cancelled)
    expect(foreseen).toMatchObject({ status: 'CREATED', reason: null, preparedBy: acts[1]?.envelope.actor })
    expect(foreseen.vials[0]).toMatchObject({ tag: tag(7), place: place(1) })
    expect(differencesOf({ acts, foreseen, central: cancelled, by: null })).toEqual(['status', 'tag', 'place'])
    expect(differencesOf({ acts, foreseen: null, central: null, by: null })).toEqual([])
  })
})
