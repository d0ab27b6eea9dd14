import { describe, expect, test } from 'vitest'
import { deviceId } from '../../../../src/shared/model/ids'
import { type Procedure, procedureStatuses, procedureTypes } from '../../../../src/shared/model/procedure'
import type { ProcedureEvent, ProcedureEventKind } from '../../../../src/shared/procedure/event'
import { step } from '../../../../src/shared/procedure/step'
import { arm, events, procedure, ready, staff, supervisor } from '../../../support/builders/procedure-events'
import { place, tag, vial, vialId } from '../../../support/builders/store-1234'

const kinds = Object.keys(events) as ProcedureEventKind[]

/** Written down once more, from the product's table of states, so that a slip in the rules shows. */
const possible: readonly string[] = [
  'STORE PENDING assignTag',
  'STORE PENDING releaseTag',
  'STORE PENDING prepare',
  'STORE PENDING cancel',
  'STORE CREATED cancel',
  'STORE CREATED start',
  'STORE IN_PROGRESS recordOutcome',
  'STORE IN_PROGRESS complete',
  'STORE IN_PROGRESS fail',
  'RETRIEVAL PENDING accept',
  'RETRIEVAL PENDING cancel',
  'RETRIEVAL CREATED cancel',
  'RETRIEVAL CREATED start',
  'RETRIEVAL IN_PROGRESS recordOutcome',
  'RETRIEVAL IN_PROGRESS complete',
  'RETRIEVAL IN_PROGRESS fail',
  'REFILL IN_PROGRESS reportRefill',
  'REFILL IN_PROGRESS complete',
  'REFILL IN_PROGRESS fail',
  'STORE IN_PROGRESS end',
  'RETRIEVAL IN_PROGRESS end',
  'REFILL IN_PROGRESS end',
  'STORE PENDING verify',
  'STORE CREATED verify',
  'STORE IN_PROGRESS verify',
  'RETRIEVAL PENDING verify',
  'RETRIEVAL CREATED verify',
  'RETRIEVAL IN_PROGRESS verify',
  'STORE FAILED reportLate',
  'RETRIEVAL FAILED reportLate',
  'REFILL FAILED reportLate',
]

/** The state in which nothing but type and status can stand in the event's way. */
function ripeFor(kind: ProcedureEventKind, base: Procedure): Procedure {
  if (kind === 'assignTag') return { ...base, vials: base.vials.map((each) => ({ ...each, tag: null, place: null })) }
  if (kind === 'complete' || kind === 'fail')
    return { ...base, vials: base.vials.map((each) => ({ ...each, outcome: 'done' })) }
  // A REFILL has no vials of which anything could be said.
  if (kind === 'reportLate') return { ...base, endedBy: supervisor, vials: [ready(1), ready(2)] }
  if (kind === 'end') return { ...base, vials: [ready(1), ready(2)] }
  return base
}

describe('every type, status and event', () => {
  for (const type of procedureTypes) {
    for (const status of procedureStatuses) {
      for (const kind of kinds) {
        const name = `${type} ${status} ${kind}`
        const allowed = possible.includes(name)
        test(`${name}: ${allowed ? 'possible' : 'refused'}`, () => {
          const result = step(ripeFor(kind, procedure(type, status)), events[kind])
          expect(result.ok).toBe(allowed)
          if (!result.ok) expect(['wrongStatus', 'wrongType']).toContain(result.problem.kind)
        })
      }
    }
  }

  test('a type or status from a newer central is refused whatever happens', () => {
    for (const kind of kinds) {
      const newer = { ...procedure('STORE', 'PENDING'), type: 'UNKNOWN', typeName: 'TRANSFER' } as const
      expect(step(newer, events[kind])).toMatchObject({ ok: false, problem: { kind: 'wrongType' } })
      const status = { ...procedure('RETRIEVAL', 'PENDING'), status: 'UNKNOWN', statusName: 'REJECTED' } as const
      expect(step(status, events[kind]).ok).toBe(false)
    }
  })
})

const refusalOf = (state: Procedure, event: ProcedureEvent) => {
  const result = step(state, event)
  return result.ok ? undefined : result.problem
}

const stepped = (state: Procedure, event: ProcedureEvent) => {
  const result = step(state, event)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`)
  return result.value
}

describe('tagging', () => {
  const pending = procedure('STORE', 'PENDING', { vials: [vial(1), ready(2)] })

  test('ties tag and place to the vial, and asks for the binding to be written', () => {
    const { procedure: next, effects } = stepped(pending, events.assignTag)
    expect(next.vials[0]).toMatchObject({ tag: tag(1), place: place(1) })
    expect(next.version).toBe(pending.version + 1)
    expect(effects).toEqual([
      { kind: 'bindTag', containerId: vialId(1), tag: tag(1), at: events.assignTag.at },
      { kind: 'bindPlace', containerId: vialId(1), place: place(1) },
    ])
  })

  test('refuses a vial of another procedure, a second tag, a tag or place twice', () => {
    expect(refusalOf(pending, { ...events.assignTag, containerId: vialId(9) })).toEqual({
      kind: 'unknownVial',
      containerId: vialId(9),
    })
    expect(refusalOf(pending, { ...events.assignTag, containerId: vialId(2), tag: tag(5) })?.kind).toBe('alreadyTagged')
    expect(refusalOf(pending, { ...events.assignTag, tag: tag(2) })).toMatchObject({
      kind: 'tagTwice',
      containerId: vialId(2),
    })
    expect(refusalOf(pending, { ...events.assignTag, place: place(2) })).toMatchObject({
      kind: 'placeTwice',
      containerId: vialId(2),
    })
  })

  test('a release needs the tag that is bound, and frees it with its place', () => {
    expect(refusalOf(pending, { ...events.releaseTag, containerId: vialId(2), tag: tag(9) })).toMatchObject({
      kind: 'otherTag',
      tag: tag(2),
    })
    const { procedure: next, effects } = stepped(pending, {
      ...events.releaseTag,
      containerId: vialId(2),
      tag: tag(2),
    })
    expect(next.vials[1]).toMatchObject({ tag: null, place: null })
    expect(effects).toEqual([
      { kind: 'freeTag', containerId: vialId(2), tag: tag(2), at: events.releaseTag.at, why: 'releaseTag' },
      { kind: 'freePlaces', containerIds: [vialId(2)] },
    ])
  })

  test('is prepared only with every vial tagged and placed; the preparer is kept, the claim ends', () => {
    expect(refusalOf(pending, events.prepare)).toEqual({ kind: 'vialsUntagged', containerIds: [vialId(1)] })
    const unplaced = procedure('STORE', 'PENDING', { vials: [ready(1), vial(2, { tag: tag(2) })] })
    expect(refusalOf(unplaced, events.prepare)).toEqual({ kind: 'vialsUnplaced', containerIds: [vialId(2)] })
    const { procedure: next } = stepped(procedure('STORE', 'PENDING'), events.prepare)
    expect(next).toMatchObject({ status: 'CREATED', statusName: 'CREATED', preparedBy: staff, claim: null })
  })
})

describe('deciding on a request', () => {
  test('who asked for it or prepared it does not accept it', () => {
    const own = procedure('RETRIEVAL', 'PENDING', { requestedBy: supervisor })
    expect(refusalOf(own, events.accept)).toEqual({ kind: 'ownRequest', name: 'Ines' })
    expect(refusalOf(procedure('RETRIEVAL', 'PENDING', { preparedBy: supervisor }), events.accept)?.kind).toBe(
      'ownRequest',
    )
    expect(stepped(procedure('RETRIEVAL', 'PENDING', { requestedBy: staff }), events.accept).procedure).toMatchObject({
      status: 'CREATED',
      acceptedBy: supervisor,
    })
  })

  test('a cancellation needs a reason, and lets go of the vials', () => {
    const pending = procedure('RETRIEVAL', 'PENDING')
    expect(refusalOf(pending, { ...events.cancel, reason: '  ' })).toEqual({ kind: 'reasonMissing' })
    const { procedure: next, effects } = stepped(pending, { ...events.cancel, reason: ' Postponed ' })
    expect(next).toMatchObject({ status: 'CANCELLED', reason: 'Postponed' })
    expect(effects).toEqual([{ kind: 'releaseVials', containerIds: [vialId(1), vialId(2)] }])
  })
})

describe('the device at work', () => {
  const running = (type: 'STORE' | 'RETRIEVAL') => procedure(type, 'IN_PROGRESS')

  test('a vial moves in or out only when the device says that it is done', () => {
    expect(stepped(running('STORE'), events.recordOutcome).effects).toEqual([
      { kind: 'moveIn', containerId: vialId(1), place: place(1), at: events.recordOutcome.at },
    ])
    expect(stepped(running('RETRIEVAL'), events.recordOutcome).effects).toEqual([
      { kind: 'freePlaces', containerIds: [vialId(1)] },
      { kind: 'moveOut', containerId: vialId(1), at: events.recordOutcome.at },
    ])
    expect(stepped(running('STORE'), { ...events.recordOutcome, outcome: 'notDone' }).effects).toEqual([])
  })

  test('a vial of which the device does not know what became is in doubt', () => {
    for (const type of ['STORE', 'RETRIEVAL'] as const) {
      expect(stepped(running(type), { ...events.recordOutcome, outcome: 'unknown' }).effects).toEqual([
        { kind: 'doubt', containerId: vialId(1), at: events.recordOutcome.at, why: 'outcomeUnknown' },
      ])
    }
  })

  test('an outcome is told once, for a vial of the procedure', () => {
    const { procedure: next } = stepped(running('STORE'), events.recordOutcome)
    expect(refusalOf(next, events.recordOutcome)).toMatchObject({ kind: 'alreadyDecided', outcome: 'done' })
    expect(refusalOf(next, { ...events.recordOutcome, containerId: vialId(9) })?.kind).toBe('unknownVial')
  })

  test('completes and fails only with an outcome for every vial', () => {
    const open = { kind: 'outcomesMissing', containerIds: [vialId(1), vialId(2)] }
    expect(refusalOf(running('STORE'), events.complete)).toEqual(open)
    expect(refusalOf(running('STORE'), events.fail)).toEqual(open)
  })

  test('COMPLETED means that every vial was done: with another outcome it has failed, whatever the device calls it', () => {
    for (const type of ['STORE', 'RETRIEVAL'] as const) {
      for (const outcome of ['notDone', 'unknown'] as const) {
        const vials = [ready(1), ready(2)].map((each, index) => ({
          ...each,
          outcome: index === 0 ? ('done' as const) : outcome,
        }))
        const { procedure: next } = stepped(procedure(type, 'IN_PROGRESS', { vials }), events.complete)
        expect(next).toMatchObject({
          status: 'FAILED',
          statusName: 'FAILED',
          reason: null,
          completedAt: events.complete.at,
        })
        expect(next.vials).toEqual(vials)
      }
    }
  })

  test('another device has no say', () => {
    const other = { kind: 'device', deviceId: deviceId(2), name: 'Other' } as const
    for (const event of [events.recordOutcome, events.complete, events.fail]) {
      expect(refusalOf(running('STORE'), { ...event, by: other })).toEqual({ kind: 'otherDevice', deviceName: 'Arm' })
    }
    expect(refusalOf(procedure('REFILL', 'IN_PROGRESS'), { ...events.reportRefill, by: other })?.kind).toBe(
      'otherDevice',
    )
  })

  test('a refill follows its reports to the end', () => {
    const { procedure: next } = stepped(procedure('REFILL', 'IN_PROGRESS'), events.reportRefill)
    expect(next.refill).toMatchObject({ levelBefore: 60, levelNow: 90, litresAdded: 100 })
    expect(stepped(next, { ...events.complete, by: arm }).procedure.status).toBe('COMPLETED')
  })
})

describe('a person who ends it in place of its device', () => {
  const { end, reportLate } = events
  const running = (change: Partial<Procedure> = {}) => procedure('STORE', 'IN_PROGRESS', change)

  test('says of every vial what became of it; it has failed, with who said so', () => {
    const { procedure: next, effects } = stepped(running(), end)
    expect(next).toMatchObject({
      status: 'FAILED',
      reason: 'The device is silent',
      endedBy: supervisor,
      vials: [{ outcome: 'done' }, { outcome: 'notDone' }],
    })
    expect(effects).toEqual([
      { kind: 'freeTag', containerId: vialId(2), tag: tag(2), at: end.at, why: 'end' },
      { kind: 'freePlaces', containerIds: [vialId(2)] },
      { kind: 'moveIn', containerId: vialId(1), place: place(1), at: end.at },
      { kind: 'releaseVials', containerIds: [vialId(1), vialId(2)] },
    ])
  })

  test('must give a reason, leave out no vial, and not gainsay the device or themselves', () => {
    const [first] = end.outcomes
    const doneByDevice = running({ vials: [ready(1), { ...ready(2), outcome: 'done' }] })
    expect(refusalOf(running(), { ...end, reason: ' ' })).toEqual({ kind: 'reasonMissing' })
    expect(refusalOf(running(), { ...end, outcomes: end.outcomes.slice(1) })).toEqual({
      kind: 'outcomesMissing',
      containerIds: [vialId(1)],
    })
    expect(refusalOf(doneByDevice, end)).toEqual({ kind: 'alreadyDecided', containerId: vialId(2), outcome: 'done' })
    const twice = [...end.outcomes, { containerId: vialId(1), outcome: 'unknown' as const }]
    expect(refusalOf(running(), { ...end, outcomes: twice })?.kind).toBe('alreadyDecided')
    expect(stepped(doneByDevice, { ...end, outcomes: first ? [first] : [] }).procedure.status).toBe('FAILED')
  })

  test('ends a refill with nothing but a reason', () => {
    const { procedure: next, effects } = stepped(procedure('REFILL', 'IN_PROGRESS'), { ...end, outcomes: [] })
    expect(next).toMatchObject({ status: 'FAILED', endedBy: supervisor })
    expect(effects).toEqual([{ kind: 'releaseVials', containerIds: [] }])
  })

  test('is not overwritten by what the device says later: the vial is in doubt, and gets its tag and place back', () => {
    const { procedure: after } = stepped(running(), end)
    const { procedure: next, effects } = stepped(after, reportLate)
    expect(next).toMatchObject({ status: 'FAILED', vials: [{ outcome: 'done' }, { outcome: 'notDone' }] })
    expect(next.lateReports).toEqual([{ containerId: vialId(2), said: 'done', reason: null, at: reportLate.at }])
    expect(effects).toEqual([
      { kind: 'bindTag', containerId: vialId(2), tag: tag(2), at: reportLate.at },
      { kind: 'bindPlace', containerId: vialId(2), place: place(2) },
      { kind: 'doubt', containerId: vialId(2), at: reportLate.at, why: 'contradicted' },
    ])
  })

  test('is agreed with: nothing follows. And what nobody has ended, a device does not speak of later', () => {
    const { procedure: after } = stepped(running(), end)
    expect(stepped(after, { ...reportLate, said: 'notDone' }).effects).toEqual([])
    expect(stepped(after, { ...reportLate, containerId: null, said: 'completed' }).effects).toEqual([])
    expect(refusalOf(procedure('STORE', 'FAILED'), reportLate)?.kind).toBe('wrongStatus')
  })
})

describe('a vial that comes back into storage', () => {
  const back = { ...vial(1), tag: tag(1), returning: true }
  const pending = procedure('STORE', 'PENDING', { vials: [back] })

  test('is confirmed by the tag that it has, and by no other', () => {
    expect(stepped(pending, events.assignTag)).toMatchObject({
      procedure: { vials: [{ tag: tag(1), place: place(1) }] },
      effects: [{ kind: 'bindPlace', containerId: vialId(1) }],
    })
    expect(refusalOf(pending, { ...events.assignTag, tag: tag(5) })).toMatchObject({ kind: 'otherTag', tag: tag(1) })
    expect(refusalOf(pending, events.prepare)?.kind).toBe('vialsUnplaced')
  })

  test('keeps its tag whatever becomes of the procedure, and gives its place back', () => {
    const { procedure: placed } = stepped(pending, events.assignTag)
    expect(refusalOf(placed, events.assignTag)?.kind).toBe('alreadyTagged')
    for (const event of [events.releaseTag, events.cancel]) {
      const { procedure: next, effects } = stepped(placed, event)
      expect(next.vials[0]?.tag).toBe(tag(1))
      expect(effects).toContainEqual({ kind: 'freePlaces', containerIds: [vialId(1)] })
      expect(effects.some(({ kind }) => kind === 'freeTag')).toBe(false)
    }
    expect(refusalOf(pending, events.releaseTag)?.kind).toBe('otherTag')
  })
})

describe('what a person has found while its procedure is open', () => {
  const inStorage = stepped(procedure('STORE', 'CREATED'), events.verify).procedure

  test('is done in a STORE: however that ends, tag and place stay', () => {
    expect(inStorage.vials[0]).toMatchObject({ tag: tag(1), place: place(4), outcome: 'done' })
    expect(stepped(inStorage, events.cancel).effects.slice(0, 2)).toEqual([
      { kind: 'freeTag', containerId: vialId(2), tag: tag(2), at: events.cancel.at, why: 'cancel' },
      { kind: 'freePlaces', containerIds: [vialId(2)] },
    ])
  })

  test('is neither tagged nor untagged any more', () => {
    const pending = stepped(procedure('STORE', 'PENDING'), events.verify).procedure
    expect(refusalOf(pending, events.releaseTag)).toMatchObject({ kind: 'alreadyDecided', containerId: vialId(1) })
    const untagged = stepped(procedure('STORE', 'PENDING', { vials: [vial(1)] }), events.verify).procedure
    expect(refusalOf(untagged, events.assignTag)).toMatchObject({ kind: 'alreadyDecided', containerId: vialId(1) })
  })

  test('is where a RETRIEVAL takes it, unless a device works on it by what it was given', () => {
    expect(stepped(procedure('RETRIEVAL', 'CREATED'), events.verify).procedure.vials[0]?.place).toEqual(place(4))
    const running = stepped(procedure('RETRIEVAL', 'IN_PROGRESS'), events.verify).procedure
    expect(running.vials[0]).toMatchObject({ place: place(1), outcome: 'pending' })
  })
})
