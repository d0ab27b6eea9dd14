import { describe, expect, it } from 'vitest'
import { applyFilter } from '../../../../../src/renderer/features/worklist/filter'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { Translate } from '../../../../../src/renderer/i18n/messages'
import { procedureId } from '../../../../../src/shared/model/ids'
import { aProcedure } from '../../../../support/builders/procedure'
import { anEntry } from '../../../../support/builders/snapshots'

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
