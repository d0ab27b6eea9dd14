import { describe, expect, it } from 'vitest'
import { findEntry, matches } from '../../../../src/renderer/stores/entries'
import { procedureId } from '../../../../src/shared/model/ids'
import { aProcedure, aVial, tagOf } from '../../../support/builders/procedure'
import { anEntry, aWorklist } from '../../../support/builders/snapshots'

const entry = anEntry({ procedure: aProcedure({ vials: [aVial(3, { tag: tagOf('E2801160') })] }) })

describe('the filter', () => {
  it.each(['', '1234', 'subj-2024', 'vl-003', 'e280', 'store 1234', '1234 SUBJ'])('finds by %j', (text) => {
    expect(matches(entry, text)).toBe(true)
  })

  it.each(['999', 'retrieval', 'store 999'])('does not find by %j', (text) => {
    expect(matches(entry, text)).toBe(false)
  })
})

describe('an entry', () => {
  it('is found in whichever lane it is', () => {
    const worklist = aWorklist({ running: [entry] })
    expect(findEntry(worklist, procedureId(1234))).toBe(entry)
    expect(findEntry(worklist, procedureId(1))).toBeNull()
  })
})
