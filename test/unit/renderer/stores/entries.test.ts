import { describe, expect, it } from 'vitest'
import { findEntry, matches, openProcedureOf } from '../../../../src/renderer/stores/entries'
import { containerId, procedureId } from '../../../../src/shared/model/ids'
import { aProcedure, aVial, tagOf } from '../../../support/builders/procedure'
import { anEntry, aWorklist } from '../../../support/builders/snapshots'

const entry = anEntry({ procedure: aProcedure({ vials: [aVial(3, { tag: tagOf('E2801160') })] }) })

describe('the filter', () => {
  it.each([
    '',
    '1234',
    'subj-2024',
    'vl-003',
    'e280',
    'storage 1234',
    '1234 SUBJ',
    'subj\u20112024',
    '\u0405ubj',
    '\uff56\uff4c-003',
    'SUBJ\u00a01234',
  ])('finds by %j', (text) => {
    expect(matches(entry, text, 'Storage')).toBe(true)
  })

  it.each(['999', 'retrieval', 'storage 999', 'vl-OO3'])('does not find by %j', (text) => {
    expect(matches(entry, text, 'Storage')).toBe(false)
  })
})

describe('an entry', () => {
  it('is found in whichever lane it is', () => {
    const worklist = aWorklist({ running: [entry] })
    expect(findEntry(worklist, procedureId(1234))).toBe(entry)
    expect(findEntry(worklist, procedureId(1))).toBeNull()
  })

  it('is found by a vial that it holds, while it is open', () => {
    expect(openProcedureOf(aWorklist({ toTag: [entry] }), containerId(103))).toBe(1234)
    expect(openProcedureOf(aWorklist({ toTag: [entry] }), containerId(1))).toBeNull()
    const ended = anEntry({ procedure: aProcedure({ ...entry.procedure, status: 'COMPLETED' }) })
    expect(openProcedureOf(aWorklist({ doneToday: [ended] }), containerId(103))).toBeNull()
  })
})
