import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { samePlace } from '../../../../src/shared/model/place'
import type { Procedure } from '../../../../src/shared/model/procedure'
import type { ProcedureEvent } from '../../../../src/shared/procedure/event'
import { heldBy } from '../../../../src/shared/procedure/life'
import { step } from '../../../../src/shared/procedure/step'
import { events, procedure, ready } from '../../../support/builders/procedure-events'
import { place, tag, vial, vialId } from '../../../support/builders/store-1234'

const vialNumber = fc.integer({ min: 1, max: 4 }).map(vialId)
const tags = fc.integer({ min: 1, max: 4 }).map(tag)

const anyEvent: fc.Arbitrary<ProcedureEvent> = fc.oneof(
  fc.record({ containerId: vialNumber, tag: tags, place: fc.integer({ min: 1, max: 4 }).map(place) }).map((fields) => ({
    ...events.assignTag,
    ...fields,
  })),
  fc.record({ containerId: vialNumber, tag: tags }).map((fields) => ({ ...events.releaseTag, ...fields })),
  fc.record({ containerId: vialNumber, outcome: fc.constantFrom('done', 'notDone', 'unknown') }).map((fields) => ({
    ...events.recordOutcome,
    ...fields,
  })),
  fc.constantFrom<ProcedureEvent>(events.prepare, events.accept, events.start, events.complete, events.reportRefill),
  fc.string({ maxLength: 5 }).map((reason) => ({ ...events.cancel, reason })),
  fc.string({ maxLength: 5 }).map((reason) => ({ ...events.fail, reason })),
  fc
    .array(fc.record({ containerId: vialNumber, outcome: fc.constantFrom('done', 'notDone', 'unknown') }), {
      maxLength: 4,
    })
    .map((outcomes) => ({ ...events.end, outcomes })),
  fc
    .record({ containerId: vialNumber, said: fc.constantFrom('done', 'notDone', 'unknown') })
    .map((fields) => ({ ...events.reportLate, ...fields })),
)

const anyStart = fc.constantFrom<Procedure>(
  procedure('STORE', 'PENDING', { vials: [vial(1), vial(2), vial(3)] }),
  procedure('STORE', 'PENDING', { vials: [vial(1), { ...vial(2), tag: tag(2), returning: true }] }),
  procedure('STORE', 'IN_PROGRESS', { vials: [ready(1), ready(2), { ...ready(3), returning: true }] }),
  procedure('RETRIEVAL', 'PENDING', { vials: [ready(1), ready(2)] }),
  procedure('REFILL', 'IN_PROGRESS'),
)

/** All states that the events lead through; a refused event leads nowhere. */
function pathOf(start: Procedure, happened: readonly ProcedureEvent[]): readonly Procedure[] {
  const path = [start]
  for (const event of happened) {
    const before = path[path.length - 1] ?? start
    const result = step(before, event)
    if (result.ok) path.push(result.value.procedure)
  }
  return path
}

const ended = new Set(['COMPLETED', 'CANCELLED', 'FAILED'])

describe('whatever happens, in whatever order', () => {
  const always = (holds: (path: readonly Procedure[]) => void) =>
    fc.assert(
      fc.property(anyStart, fc.array(anyEvent, { maxLength: 40 }), (start, happened) => holds(pathOf(start, happened))),
      { numRuns: 500 },
    )

  test('each change counts the version up by one', () => {
    always((path) => {
      for (const [index, state] of path.entries()) expect(state.version).toBe(3 + index)
    })
  })

  test('nothing follows an end but what the device says later, and that changes neither state nor outcome', () => {
    always((path) => {
      for (const [index, state] of path.slice(0, -1).entries()) {
        if (!ended.has(state.status)) continue
        const { vials, status, endedBy } = path[index + 1] ?? state
        expect({ vials, status, endedBy }).toEqual({ vials: state.vials, status: 'FAILED', endedBy: events.end.by })
      }
    })
  })

  test('COMPLETED means that every vial was done', () => {
    always((path) => {
      for (const { status, vials } of path) {
        if (status === 'COMPLETED') expect(vials.map(({ outcome }) => outcome)).toEqual(vials.map(() => 'done'))
      }
    })
  })

  test('what is bound and freed on the way is what the vials have in the end: no tag and no place is lost or given twice', () => {
    fc.assert(
      fc.property(anyStart, fc.array(anyEvent, { maxLength: 40 }), (start, happened) => {
        const keyOf = (held: ReturnType<typeof heldBy>) => ({ tag: held.tag, place: held.place?.position ?? null })
        const has = new Map(start.vials.map((each) => [each.containerId, keyOf(heldBy(start, each))]))
        let state = start
        for (const event of happened) {
          const result = step(state, event)
          if (!result.ok) continue
          state = result.value.procedure
          for (const effect of result.value.effects) {
            if (effect.kind === 'freePlaces') {
              for (const id of effect.containerIds) has.set(id, { tag: has.get(id)?.tag ?? null, place: null })
            }
            if (!('containerId' in effect)) continue
            const before = has.get(effect.containerId) ?? { tag: null, place: null }
            if (effect.kind === 'bindTag') has.set(effect.containerId, { ...before, tag: effect.tag })
            if (effect.kind === 'freeTag') has.set(effect.containerId, { ...before, tag: null })
            if (effect.kind === 'bindPlace') has.set(effect.containerId, { ...before, place: effect.place.position })
          }
        }
        expect(has).toEqual(new Map(state.vials.map((each) => [each.containerId, keyOf(heldBy(state, each))])))
      }),
      { numRuns: 500 },
    )
  })

  test('the tag of a vial that was in storage, or may have been, never becomes free', () => {
    fc.assert(
      fc.property(anyStart, fc.array(anyEvent, { maxLength: 40 }), (start, happened) => {
        let state = start
        for (const event of happened) {
          const result = step(state, event)
          if (!result.ok) continue
          for (const effect of result.value.effects) {
            if (effect.kind !== 'freeTag') continue
            const vialNow = result.value.procedure.vials.find(({ containerId }) => containerId === effect.containerId)
            expect([state.type, vialNow?.returning ?? false]).toEqual(['STORE', false])
            expect(['pending', 'notDone']).toContain(vialNow?.outcome)
          }
          state = result.value.procedure
        }
      }),
      { numRuns: 500 },
    )
  })

  test('no tag and no place is given to two vials', () => {
    always((path) => {
      const { vials } = path[path.length - 1] ?? { vials: [] }
      for (const [index, one] of vials.entries()) {
        for (const other of vials.slice(index + 1)) {
          expect(one.tag !== null && one.tag === other.tag).toBe(false)
          expect(one.place !== null && other.place !== null && samePlace(one.place, other.place)).toBe(false)
        }
      }
    })
  })

  test('a STORE leaves PENDING only with every vial tagged and placed', () => {
    always((path) => {
      for (const state of path) {
        if (state.type !== 'STORE' || !['CREATED', 'IN_PROGRESS', 'COMPLETED'].includes(state.status)) continue
        for (const each of state.vials) expect(each.tag !== null && each.place !== null).toBe(true)
      }
    })
  })

  test('what has ended at a device has an outcome for every vial, what was cancelled or failed a reason', () => {
    always((path) => {
      const last = path[path.length - 1]
      if (!last || !ended.has(last.status)) return
      if (last.status !== 'CANCELLED') expect(last.vials.every((each) => each.outcome !== 'pending')).toBe(true)
      const isByReport = last.status === 'FAILED' && last.vials.some((each) => each.outcome !== 'done')
      if (last.status !== 'COMPLETED' && !isByReport) expect(last.reason?.trim()).toBeTruthy()
    })
  })

  test('the state before is left as it was, also by a refusal', () => {
    fc.assert(
      fc.property(anyStart, anyEvent, (start, event) => {
        const kept = structuredClone(start)
        step(start, event)
        expect(start).toEqual(kept)
      }),
    )
  })
})
