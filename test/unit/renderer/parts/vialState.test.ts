import { describe, expect, it } from 'vitest'
import { countDone, vialStates } from '../../../../src/renderer/parts/vialState'
import { aProcedure, someVials } from '../../../support/builders/procedure'
import { anEntry } from '../../../support/builders/snapshots'

describe('the dots of a card', () => {
  it('show how far the tags have come while a STORE is tagged', () => {
    const entry = anEntry({ saving: ['confirmed', 'none'] })
    expect(vialStates(entry)).toEqual(['confirmed', 'pending'])
    expect(countDone(entry)).toBe(1)
    expect(countDone(anEntry({ saving: ['saved', 'refused'] }))).toBe(1)
  })

  it('show what the device did after that', () => {
    const vials = someVials(2, (n) => ({ outcome: n === 1 ? 'done' : 'notDone' }))
    const entry = anEntry({ procedure: aProcedure({ status: 'FAILED', vials }), saving: ['confirmed', 'confirmed'] })
    expect(vialStates(entry)).toEqual(['done', 'notDone'])
    expect(countDone(entry)).toBe(2)
    const ended = { ...entry.procedure, completedAt: '2026-03-03T10:00:00.000Z' }
    expect(countDone({ ...entry, procedure: ended })).toBe(1)
  })
})
