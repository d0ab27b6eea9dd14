// What the panel says while a vial is verified: pure, so that every case stands in a table of tests.
import { assertNever } from '../../../shared/assert-never'
import { toldApart } from '../../../shared/names/difference'
import type { VerifyRefusal, VialToVerify } from '../../../shared/views/attention'
import type { Translate } from '../../i18n/messages'
import { notSavedWords, unreadableWords } from '../../parts/unreadable'
import type { Tone } from '../../ui/tone'

/** Two names side by side, with what tells look-alikes apart. */
export interface Sides {
  readonly expected: { readonly name: string; readonly subject: string }
  readonly read: { readonly name: string; readonly subject: string }
}

export interface RefusedView {
  readonly tone: Extract<Tone, 'attention' | 'stop'>
  readonly title: string
  readonly what: string
  readonly next: string
  readonly sides: Sides | null
}

export function refusedView(
  refusal: VerifyRefusal,
  { name: vial, subjectCode }: Pick<VialToVerify, 'name' | 'subjectCode'>,
  t: Translate,
): RefusedView {
  const isNot = { title: t('attention.verify.other.title', { vial }), next: t('attention.verify.next', { vial }) }
  switch (refusal.kind) {
    case 'otherVial': {
      const { owner, toVerify } = refusal
      const [expectedName, readName] = toldApart(vial, owner.name)
      const [expectedSubject, readSubject] = toldApart(subjectCode, owner.subjectCode)
      const names = { owner: owner.name, subject: owner.subjectCode }
      return {
        tone: 'stop',
        ...isNot,
        what: t(toVerify === null ? 'attention.verify.other.what' : 'attention.verify.other.alsoToVerify', names),
        sides: {
          expected: { name: expectedName, subject: expectedSubject },
          read: { name: readName, subject: readSubject },
        },
      }
    }
    case 'freeTag':
      return { tone: 'stop', ...isNot, what: t('attention.verify.free.what'), sides: null }
    case 'otherPurpose': {
      const values = { hasVial: 'yes', vial, purpose: refusal.purpose }
      return {
        tone: 'attention',
        title: t('tagRefusal.otherPurpose.title'),
        what: t('tagRefusal.otherPurpose.what', values),
        next: t('tagRefusal.otherPurpose.next', values),
        sides: null,
      }
    }
    case 'severalTags': {
      const kind = refusal.changed ? 'tagChanged' : 'severalTags'
      const values = { count: refusal.tags.length, hasVial: 'yes', vial }
      return {
        tone: 'attention',
        title: t(`tagRefusal.${kind}.title`, values),
        what: t(`tagRefusal.${kind}.what`, values),
        next: t(`tagRefusal.${kind}.next`, values),
        sides: null,
      }
    }
    case 'unreadable':
      return { tone: 'attention', ...unreadableWords(refusal.why, vial, t), sides: null }
    case 'notSaved':
      return { tone: 'stop', ...notSavedWords(refusal, t), sides: null }
    default:
      return assertNever(refusal)
  }
}
