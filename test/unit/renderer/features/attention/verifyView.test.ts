import { beforeAll, describe, expect, it } from 'vitest'
import { refusedView } from '../../../../../src/renderer/features/attention/verifyView'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { VerifyRefusal } from '../../../../../src/shared/views/attention'
import { tag, vialId } from '../../../../support/builders/store-1234'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const vial = { name: 'VL-1', subjectCode: 'SUBJ-1' }
const owner = { name: 'VL-2', subjectCode: 'SUBJ-2', since: null }
/** One of each kind; a new kind must be added here to compile. */
const samples: { readonly [Kind in VerifyRefusal['kind']]: Extract<VerifyRefusal, { kind: Kind }> } = {
  otherVial: { kind: 'otherVial', tag: tag(2), owner, toVerify: null },
  freeTag: { kind: 'freeTag', tag: tag(3) },
  otherPurpose: { kind: 'otherPurpose', tag: tag(4), purpose: 'badge' },
  severalTags: { kind: 'severalTags', tags: [tag(1), tag(2)], changed: false },
  notSaved: { kind: 'notSaved', why: 'full', detail: '' },
  unreadable: { kind: 'unreadable', why: 'noise' },
}

beforeAll(() => startI18n('en'))

describe('what was read instead of the vial', () => {
  it.each(Object.values(samples))('$kind says what is wrong, and what to do', (refusal) => {
    const { title, what, next } = refusedView(refusal, vial, t)
    for (const text of [title, what, next]) {
      expect(text).not.toMatch(/[{}]|attention\.|tagRefusal\.|undefined/)
      expect(text.trim()).not.toBe('')
    }
  })

  it('another vial stands beside the expected one, whose it is in words', () => {
    const view = refusedView(samples.otherVial, vial, t)
    expect(view).toMatchObject({
      tone: 'stop',
      sides: { expected: { name: 'VL-1', subject: 'SUBJ-1' }, read: { name: 'VL-2', subject: 'SUBJ-2' } },
    })
    expect(view.what).toMatch(/VL-2.* of .*SUBJ-2/)
    expect(refusedView({ ...samples.otherVial, toVerify: vialId(2) }, vial, t).what).toContain('too')
  })

  it('names that only look alike are told apart', () => {
    const { sides } = refusedView({ ...samples.otherVial, owner: { ...owner, name: 'VL\u20111' } }, vial, t)
    expect(sides?.read.name).not.toBe('VL\u20111')
  })
})
