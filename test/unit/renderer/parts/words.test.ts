import { describe, expect, it } from 'vitest'
import { i18n, startI18n } from '../../../../src/renderer/i18n/i18n'
import type { Translate } from '../../../../src/renderer/i18n/messages'
import { procedureTitle, statusWord, typeWord } from '../../../../src/renderer/parts/words'
import { procedureId } from '../../../../src/shared/model/ids'
import { procedureStatuses, procedureTypes } from '../../../../src/shared/model/procedure'
import { aProcedure } from '../../../support/builders/procedure'

const t: Translate = (key, values) => i18n.t(key, { ...values })

describe.each(['en', 'de'] as const)('the words for a procedure, in %s', (language) => {
  it('are those of the laboratory for every type and state, never those of the API', () => {
    startI18n(language)
    for (const type of procedureTypes) {
      expect(typeWord(aProcedure({ type }), t)).not.toBe(type)
      for (const status of procedureStatuses)
        expect(statusWord(aProcedure({ type, status }), t)).not.toMatch(/^[A-Z_]+$/)
    }
  })

  it('are its own names where a newer central has sent it', () => {
    startI18n(language)
    const newer = { ...aProcedure(), typeName: 'THAW', statusName: 'ON_HOLD' }
    expect([typeWord(newer, t), statusWord(newer, t)]).toEqual(['THAW', 'ON_HOLD'])
  })
})

describe('the words for a procedure', () => {
  it('tell a pending procedure by what it waits for', () => {
    startI18n('en')
    const words = (['STORE', 'RETRIEVAL'] as const).map((type) => statusWord(aProcedure({ type }), t))
    expect(words).toEqual(['To tag', 'To review'])
  })

  it('make a title with its number', () => {
    startI18n('de')
    expect(procedureTitle(aProcedure(), t)).toBe('Einlagerung 1234')
    const newer = aProcedure({ id: procedureId(92_345_678) })
    expect(procedureTitle(newer, t)).toBe('Einlagerung 92\u202F345\u202F678')
  })
})
