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
]

/** The state in which nothing but type and status can stand in the event's way. */
function ripeFor(kind: ProcedureEventKind, base: Procedure): Procedure {
  if (kind === 'assignTag') return { ...base, vials: base.vials.map((each) => ({ ...each, tag: null, place: null })) }
  if (kind === 'complete' || kind === 'fail')
    return { ...base, vials: base.vials.map((each) => ({ ...each, outcome: 'done' })) }
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
    expect(effects).toEqual([{ kind: 'bindTag', containerId: vialId(1), tag: tag(1), at: events.assignTag.at }])
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
    expect(effects).toEqual([{ kind: 'freeTag', containerId: vialId(2), tag: tag(2) }])
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
      { kind: 'moveOut', containerId: vialId(1), at: events.recordOutcome.at },
    ])
    expect(stepped(running('STORE'), { ...events.recordOutcome, outcome: 'notDone' }).effects).toEqual([])
  })

  test('a vial of which the device does not know what became is in doubt', () => {
    for (const type of ['STORE', 'RETRIEVAL'] as const) {
      expect(stepped(running(type), { ...events.recordOutcome, outcome: 'unknown' }).effects).toEqual([
        { kind: 'doubt', containerId: vialId(1), at: events.recordOutcome.at },
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
