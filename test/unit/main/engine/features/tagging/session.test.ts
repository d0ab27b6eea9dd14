import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedVial, foldSession, undoable } from '../../../../../../src/main/engine/features/tagging/session'
import type { TaggingEvent } from '../../../../../../src/main/engine/store/contract/records'
import type { Procedure } from '../../../../../../src/shared/model/procedure'
import { tagged } from '../../../../../support/builders/outbox'
import { cane1, place, store1234, tag, vial, vialId } from '../../../../../support/builders/store-1234'

const on = (...tags: readonly (number | null)[]): Procedure =>
  store1234({
    vials: tags.map((number, index) =>
      number === null ? vial(index + 1) : vial(index + 1, { tag: tag(number), place: place(index + 1) }),
    ),
  })

const opened: TaggingEvent = { kind: 'opened' }
const chosen: TaggingEvent = { kind: 'placeChosen', cane: cane1 }
const expected = (events: readonly TaggingEvent[], procedure: Procedure) =>
  expectedVial(foldSession(events, procedure), procedure)?.name ?? null

describe('a tagging session', () => {
  it('asks for the vials in their order', () => {
    expect(expected([opened, chosen], on(null, null))).toBe('VL-001')
    expect(expected([opened, chosen, tagged(1, 7)], on(7, null))).toBe('VL-002')
  })

  it('passes a skipped vial by until somebody goes to it', () => {
    const skipped: TaggingEvent = { kind: 'skipped', containerId: vialId(1) }
    expect(expected([opened, skipped], on(null, null))).toBe('VL-002')
    expect(expected([opened, skipped, tagged(2, 7)], on(null, 7))).toBeNull()
    expect(expected([opened, skipped, tagged(2, 7), { kind: 'wentTo', containerId: vialId(1) }], on(null, 7))).toBe(
      'VL-001',
    )
  })

  it('asks for an undone vial again at once', () => {
    const undone: TaggingEvent = { kind: 'undone', containerId: vialId(2), tag: tag(8), why: 'byHand' }
    const events = [opened, chosen, tagged(1, 7), tagged(2, 8), undone]
    expect(expected(events, on(7, null, null))).toBe('VL-002')
    expect(undoable(foldSession(events, on(7, null, null)), on(7, null, null))?.containerId).toBe(vialId(1))
  })

  it('undoes what was put on here, the last first, and then what was put on at another bench', () => {
    const undone = (n: number): TaggingEvent => ({
      kind: 'undone',
      containerId: vialId(n),
      tag: tag(n + 6),
      why: 'byHand',
    })
    const undoes = (events: readonly TaggingEvent[], procedure: Procedure) =>
      undoable(foldSession(events, procedure), procedure)
    // The first and the third at another bench, the second here.
    const here = [opened, chosen, tagged(2, 8)]
    expect(undoes(here, on(7, 8, 9))).toMatchObject({ containerId: vialId(2), tag: tag(8) })
    expect(undoes([...here, undone(2)], on(7, null, 9))).toEqual({ containerId: vialId(3), tag: tag(9) })
    expect(undoes([...here, undone(2), undone(3)], on(7, null, null))).toEqual({ containerId: vialId(1), tag: tag(7) })
    expect(undoes([...here, undone(2), undone(3), undone(1)], on(null, null, null))).toBeNull()
  })

  it('remembers the cane when it is taken up again', () => {
    expect(foldSession([opened, chosen, { kind: 'stopped' }, opened], on(null)).cane).toEqual(cane1)
  })

  it('asks for the last tag once more after a run that died', () => {
    const events = [opened, chosen, tagged(1, 7), opened]
    expect(foldSession(events, on(7, null)).confirm).toMatchObject({ containerId: vialId(1), tag: tag(7) })
    expect(expected(events, on(7, null))).toBeNull()
    expect(expected([...events, { kind: 'lastConfirmed', containerId: vialId(1) }], on(7, null))).toBe('VL-002')
  })

  it('asks for nothing more after it was stopped, or if nothing was tagged yet', () => {
    expect(foldSession([opened, tagged(1, 7), { kind: 'stopped' }, opened], on(7, null)).confirm).toBeNull()
    expect(foldSession([opened, opened], on(null, null)).confirm).toBeNull()
  })

  it('neither undoes nor asks for a tag that central has refused meanwhile', () => {
    const session = foldSession([opened, tagged(1, 7), opened], on(null, null))
    expect(session).toMatchObject({ bound: [], confirm: null })
  })

  it('expects nothing while the procedure is not PENDING, and can undo nothing then', () => {
    const procedure = { ...on(7, null), status: 'CANCELLED' as const }
    expect(expected([opened, tagged(1, 7)], procedure)).toBeNull()
    expect(undoable(foldSession([opened, tagged(1, 7)], procedure), procedure)).toBeNull()
  })

  const event: fc.Arbitrary<TaggingEvent> = fc.oneof(
    fc.constant(opened),
    fc.constant<TaggingEvent>({ kind: 'stopped' }),
    fc.constant(chosen),
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }))
      .map(([number, tagNumber]) => tagged(number, tagNumber)),
    fc.integer({ min: 1, max: 3 }).map((number): TaggingEvent => ({ kind: 'skipped', containerId: vialId(number) })),
    fc.integer({ min: 1, max: 3 }).map((number): TaggingEvent => ({ kind: 'wentTo', containerId: vialId(number) })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 })).map(
      ([number, tagNumber]): TaggingEvent => ({
        kind: 'undone',
        containerId: vialId(number),
        tag: tag(tagNumber),
        why: 'byHand',
      }),
    ),
  )

  it('is the same after a restart, whatever has happened', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const procedure = on(null, null, null)
        const stored: TaggingEvent[] = JSON.parse(JSON.stringify(events))
        expect(foldSession(stored, procedure)).toEqual(foldSession(events, procedure))
      }),
    )
  })

  it('expects only a vial without a tag', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        (events, isOn) => {
          const procedure = on(...isOn.map((tagged, index) => (tagged ? 20 + index : null)))
          expect(expectedVial(foldSession(events, procedure), procedure)?.tag ?? null).toBeNull()
        },
      ),
    )
  })
})
