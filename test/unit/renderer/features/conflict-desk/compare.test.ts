import { describe, expect, it } from 'vitest'
import { compare, isApart } from '../../../../../src/renderer/features/conflict-desk/compare'
import type { Device } from '../../../../../src/shared/model/device'
import { benchId, procedureId } from '../../../../../src/shared/model/ids'
import { aDeviceRef, aPerson, aPlace, aProcedure, asActor } from '../../../../support/builders/procedure'
import { aConflict, anAct, centralsTag, ourTag } from '../../../../support/builders/sync'

const aDevice = (change: Partial<Device> = {}): Device => ({
  ...aDeviceRef,
  state: 'working',
  procedureId: aProcedure().id,
  lastSeenAt: null,
  version: 1,
  ...change,
})
const rowOf = (conflict = aConflict(), field = 'tag') => compare(conflict).find((row) => row.field === field)

describe('bench, central and device side by side', () => {
  it('shows both tags and marks them as different', () => {
    expect(rowOf()).toEqual({
      field: 'tag',
      differs: true,
      bench: { kind: 'tag', tag: ourTag, owner: null },
      central: { kind: 'tag', tag: centralsTag, owner: null },
      device: { kind: 'silent' },
    })
  })

  it('names each state for itself, with the type that its word depends on', () => {
    const { bench, central } = aConflict()
    const foreseen = aProcedure({ status: 'CREATED', statusName: 'CREATED' })
    const procedure = aProcedure({ status: 'UNKNOWN', statusName: 'PAUSED' })
    expect(
      rowOf(aConflict({ bench: { ...bench, foreseen }, central: { ...central, procedure } }), 'status'),
    ).toMatchObject({
      bench: { kind: 'status', statusName: 'CREATED', typeName: 'STORE' },
      central: { kind: 'status', statusName: 'PAUSED', typeName: 'STORE' },
    })
  })

  it('marks nothing that the engine does not call different', () => {
    expect(compare(aConflict({ differs: ['place'] })).map(({ field, differs }) => [field, differs])).toEqual([
      ['status', false],
      ['tag', false],
      ['place', true],
      ['person', false],
    ])
  })

  it('names the vial that has the tag at central', () => {
    const { central } = aConflict()
    const problem = { kind: 'tagUsed', tag: ourTag, containerName: 'VL-017', subjectCode: 'SUBJ-0042' }
    expect(rowOf(aConflict({ central: { ...central, problem } }))?.central).toEqual({
      kind: 'tag',
      tag: ourTag,
      owner: 'VL-017 · SUBJ-0042',
    })
  })

  it('shows a tag that was taken off here as none', () => {
    const { bench } = aConflict()
    expect(rowOf(aConflict({ bench: { ...bench, kind: 'tag.release' } }))?.bench).toMatchObject({ tag: null })
  })

  it('says of the device whether it works on this very procedure', () => {
    const here = rowOf(aConflict({ device: aDevice(), differs: ['status'] }), 'status')
    expect(here?.device).toMatchObject({ here: true })
    const elsewhere = aDevice({ procedureId: procedureId(9) })
    const other = rowOf(aConflict({ device: elsewhere, differs: ['status'] }), 'status')
    expect(other?.device).toMatchObject({ here: false })
    // It is busy with something else: no part of this difference.
    expect([here, other].map((row) => row && isApart(row, row.device))).toEqual([true, false])
    expect(rowOf(aConflict({ device: elsewhere }), 'device')).toBeUndefined()
  })

  it('shows both places', () => {
    expect(rowOf(aConflict(), 'place')).toMatchObject({
      bench: { place: aPlace() },
      central: { place: aPlace({ position: 5 }) },
    })
  })

  it('names whoever brought central to its state, and where; else the bench that has it in work', () => {
    const { central } = aConflict()
    const actor = asActor(aPerson({ name: 'A. Schneider' }))
    const by = { actor, benchName: 'Bench 2', at: '2026-03-03T09:00:00Z' }
    const claim = { benchId: benchId('b2'), benchName: 'Bench 2', expiresAt: '' }
    const personOf = (change: Partial<typeof central>) =>
      rowOf(aConflict({ central: { ...central, ...change } }), 'person')?.central
    expect(personOf({ by })).toEqual({ kind: 'name', name: 'A. Schneider · Bench 2' })
    expect(personOf({ by: { ...by, benchName: null } })).toEqual({ kind: 'name', name: 'A. Schneider' })
    expect(personOf({ procedure: aProcedure({ claim }) })).toEqual({ kind: 'name', name: 'Bench 2' })
    expect(personOf({})).toEqual({ kind: 'silent' })
  })

  it('says at central that a right was withdrawn', () => {
    const { central } = aConflict()
    const problem = { kind: 'notEntitled', name: 'M. Weber', role: 'staff' }
    expect(rowOf(aConflict({ kind: 'rightWithdrawn', central: { ...central, problem } }), 'person')?.central).toEqual({
      kind: 'noRight',
      name: 'M. Weber',
    })
  })

  it('does without a procedure that central does not know, and without one at all', () => {
    const unknown = aConflict({
      central: { problem: { kind: 'unknownProcedure' }, procedure: null, seen: null, by: null },
    })
    expect(rowOf(unknown, 'status')?.central).toEqual({ kind: 'unknownHere' })
    const cane = aConflict({
      bench: {
        ...anAct({ kind: 'cane.add', procedureId: null, vialName: null, tag: null }),
        behind: [],
        foreseen: null,
        seen: null,
      },
      central: { problem: { kind: 'canisterFull' }, procedure: null, seen: null, by: null },
    })
    expect(compare(cane).map(({ field }) => field)).toEqual(['place', 'person'])
  })

  it('shows the tank of a new cane by both names', () => {
    const problem = { kind: 'notWhatWasSeen', seen: { tankName: 'Tank B' }, central: { tankName: 'Tank A' } }
    const cane = aConflict({
      kind: 'notAsSeen',
      differs: ['seen'],
      bench: {
        ...anAct({ kind: 'cane.add', procedureId: null, vialName: null, tag: null }),
        behind: [],
        foreseen: null,
        seen: null,
      },
      central: { problem, procedure: null, seen: null, by: null },
    })
    expect(rowOf(cane, 'seen')).toMatchObject({
      differs: true,
      bench: { kind: 'name', name: 'Tank B' },
      central: { kind: 'name', name: 'Tank A' },
    })
  })
})
