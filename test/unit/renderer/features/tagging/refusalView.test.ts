import { beforeAll, describe, expect, it } from 'vitest'
import { refusalView } from '../../../../../src/renderer/features/tagging/refusalView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { ProcedureVial } from '../../../../../src/shared/model/procedure'
import type { TagRefusal } from '../../../../../src/shared/views/tagging'
import { aProcedure, aVial, tagOf } from '../../../../support/builders/procedure'
import { everyRefusal, owner, tag, vial } from './support'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const viewOf = (refusal: TagRefusal, expected: ProcedureVial | null = vial) =>
  refusalView(refusal, expected, aProcedure(), t, formatFor('en-GB'))

beforeAll(() => startI18n('en'))

describe('a refused read', () => {
  it.each(everyRefusal)('$kind is told whole: no argument is left open', (refusal) => {
    const { title, what, safe, next } = viewOf(refusal)
    for (const text of [title, what, safe, next]) {
      expect(text).not.toMatch(/[{}]|tagRefusal\./)
      expect(text.trim()).not.toBe('')
    }
  })

  it.each(everyRefusal)('$kind is whole sentences also while no vial is expected', (refusal) => {
    const { what, safe, next } = viewOf(refusal, null)
    for (const text of [what, safe, next]) {
      expect(text).toMatch(/^[A-Z].*[a-zA-Z0-9.]$/)
      expect(text).not.toMatch(/ [ .,:]|undefined/)
    }
  })

  it('names the vial tagged last, which nobody expects any more', () => {
    const saved = tagOf('E2801160600000000002')
    const procedure = aProcedure({ vials: [aVial(1, { tag: saved }), aVial(2)] })
    const { what, sides } = refusalView({ kind: 'notTheLast', tag, saved }, null, procedure, t, formatFor('en-GB'))
    expect(what).toContain('VL-001')
    expect(sides[0]).toMatchObject({ name: 'VL-001', tags: [saved] })
  })

  it('names the owner, the subject and the day', () => {
    expect(viewOf({ kind: 'otherSubject', tag, owner, expectedSubject: 'SUBJ-2024-001' }).what).toBe(
      'This tag belongs to VL-017 of SUBJ-0042 (since 3 March 2026).',
    )
  })

  it('leaves the day out where nobody knows it', () => {
    expect(viewOf({ kind: 'tagInUse', tag, owner: { ...owner, since: null } }).what).toBe(
      'It belongs to VL-017 of SUBJ-0042.',
    )
  })

  it('shows both names side by side at a mismatch', () => {
    const { sides } = viewOf({ kind: 'otherSubject', tag, owner, expectedSubject: 'SUBJ-2024-001' })
    expect(sides.map(({ name, subject }) => [name, subject])).toEqual([
      ['VL-003', 'SUBJ-2024-001'],
      ['VL-017', 'SUBJ-0042'],
    ])
  })

  it.each(['en', 'de'])('counts what lay on the reader too early, in %s', async (language) => {
    await i18n.changeLanguage(language)
    const one = viewOf({ kind: 'notClear', tags: [tag] })
    const two = viewOf({ kind: 'notClear', tags: [tag, tagOf('E2801160600000000002')] })
    await i18n.changeLanguage('en')
    expect(two.what).toMatch(/\b2 (RFID-)?tags /i)
    expect(one.what).not.toMatch(/[0-9]/)
    expect(one.next).toContain('VL-003')
    expect(two.sides[1]?.tags).toHaveLength(2)
  })

  it('says that a vial was taken back when a second tag came', () => {
    const refusal: TagRefusal = { kind: 'severalTags', tags: [], withdrawn: 'VL-002' }
    expect(viewOf(refusal).safe).toContain('VL-002')
  })
})
