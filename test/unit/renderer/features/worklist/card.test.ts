import { describe, expect, it } from 'vitest'
import { cardAction } from '../../../../../src/renderer/features/worklist/cardAction'
import { applyFilter } from '../../../../../src/renderer/features/worklist/filter'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { Translate } from '../../../../../src/renderer/i18n/messages'
import { countDone, vialStates } from '../../../../../src/renderer/parts/vialState'
import { procedureId } from '../../../../../src/shared/model/ids'
import { aProcedure, someVials } from '../../../../support/builders/procedure'
import { anEntry } from '../../../../support/builders/snapshots'

describe('what a card offers', () => {
  it.each([
    ['STORE', 'PENDING', false, 'start'],
    ['STORE', 'PENDING', true, 'continue'],
    ['RETRIEVAL', 'PENDING', false, 'review'],
    ['STORE', 'CREATED', false, 'open'],
    ['UNKNOWN', 'PENDING', false, 'open'],
    ['REFILL', 'IN_PROGRESS', false, 'open'],
  ] as const)('%s, %s, begun: %s', (type, status, resumable, action) => {
    expect(cardAction(anEntry({ procedure: aProcedure({ type, status }), resumable }))).toBe(action)
  })
})

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

describe('the filter of the worklist', () => {
  const t: Translate = (key, values) => i18n.t(key, { ...values })

  it('narrows by type and text together', () => {
    const entries = [
      anEntry(),
      anEntry({ procedure: aProcedure({ id: procedureId(2), type: 'RETRIEVAL' }) }),
      anEntry({ procedure: aProcedure({ id: procedureId(12), type: 'RETRIEVAL' }) }),
    ]
    const found = applyFilter(entries, { type: 'RETRIEVAL', text: '12' }, t)
    expect(found.map((entry) => entry.procedure.id)).toEqual([12])
    expect(applyFilter(entries, { type: 'all', text: ' ' }, t)).toBe(entries)
  })

  it.each([
    ['en', 'retrieval 2'],
    ['de', 'auslagerung 2'],
  ] as const)('finds a type by its word on screen, in %s', (language, text) => {
    startI18n(language)
    const entries = [anEntry(), anEntry({ procedure: aProcedure({ id: procedureId(2), type: 'RETRIEVAL' }) })]
    expect(applyFilter(entries, { type: 'all', text }, t).map((entry) => entry.procedure.id)).toEqual([2])
  })
})
