// What a refused read shows: pure, so that every case stands in a table of tests.
import { assertNever } from '../../../shared/assert-never'
import type { ProcedureVial } from '../../../shared/model/procedure'
import { toldApart } from '../../../shared/names/difference'
import type { TaggingSnapshot, TagRefusal } from '../../../shared/views/tagging'
import type { Format } from '../../i18n/format'
import type { MessageKey, Translate } from '../../i18n/messages'
import type { Tone } from '../../ui/tone'

/** One of the two boxes that stand side by side. */
export interface Side {
  readonly heading: MessageKey
  readonly name: string | null
  readonly subject: string | null
  readonly tags: readonly string[]
}

export interface RefusalView {
  readonly tone: Extract<Tone, 'attention' | 'stop'>
  readonly title: string
  readonly what: string
  readonly safe: string
  readonly next: string
  readonly sides: readonly Side[]
}

/** Red is for what would harm a sample; amber for what a hand puts right. */
export function toneOfRefusal(refusal: TagRefusal): RefusalView['tone'] {
  switch (refusal.kind) {
    case 'otherSubject':
    case 'tagInUse':
    case 'notSaved':
      return 'stop'
    case 'otherPurpose':
    case 'severalTags':
    case 'tagChanged':
    case 'notClear':
    case 'unreadable':
    case 'noIdentity':
    case 'wrongLength':
    case 'randomId':
    case 'readerGone':
    case 'procedureGone':
    case 'notTheLast':
    case 'notItsTag':
      return 'attention'
    default:
      return assertNever(refusal)
  }
}

/** Names that look alike stand side by side only with what tells them apart. */
function apart(expected: string | null, owners: string): readonly [string | null, string] {
  return expected === null ? [null, owners] : toldApart(expected, owners)
}

function sidesOf(refusal: TagRefusal, expected: Side): readonly Side[] {
  switch (refusal.kind) {
    case 'otherSubject':
    case 'tagInUse': {
      const [name, ownersName] = apart(expected.name, refusal.owner.name)
      const [subject, ownersSubject] = apart(expected.subject, refusal.owner.subjectCode)
      return [
        { ...expected, name, subject },
        { heading: 'tagging.onReader', name: ownersName, subject: ownersSubject, tags: [refusal.tag] },
      ]
    }
    case 'severalTags':
      return [
        expected,
        { heading: 'tagging.onReader', name: null, subject: null, tags: refusal.tags.map(({ tag }) => tag) },
      ]
    case 'otherPurpose':
      return [expected, { heading: 'tagging.onReader', name: null, subject: null, tags: [refusal.tag] }]
    case 'tagChanged':
    case 'notClear':
      return [expected, { heading: 'tagging.onReader', name: null, subject: null, tags: refusal.tags }]
    case 'notTheLast':
      return [
        { ...expected, heading: 'tagging.savedLast', tags: [refusal.saved] },
        { heading: 'tagging.onReader', name: null, subject: null, tags: [refusal.tag] },
      ]
    case 'notItsTag':
      return [
        { ...expected, tags: [refusal.own] },
        { heading: 'tagging.onReader', name: null, subject: null, tags: [refusal.tag] },
      ]
    case 'unreadable':
    case 'noIdentity':
    case 'wrongLength':
    case 'randomId':
    case 'readerGone':
    case 'procedureGone':
    case 'notSaved':
      return expected.name === null ? [] : [expected]
    default:
      return assertNever(refusal)
  }
}

/** The vial a refusal speaks of: the expected one; after an interruption the one that carries the tag saved last. */
function meantVial(
  refusal: TagRefusal,
  expected: ProcedureVial | null,
  procedure: TaggingSnapshot['procedure'],
): ProcedureVial | null {
  if (refusal.kind !== 'notTheLast') return expected
  return procedure.vials.find(({ tag }) => tag === refusal.saved) ?? expected
}

function valuesOf(
  refusal: TagRefusal,
  expected: ProcedureVial | null,
  format: Format,
): Readonly<Record<string, string | number>> {
  const vial = { vial: expected?.name ?? '', hasVial: expected === null ? 'no' : 'yes' }
  switch (refusal.kind) {
    case 'otherSubject':
    case 'tagInUse': {
      const { since } = refusal.owner
      const [name, owner] = toldApart(vial.vial, refusal.owner.name)
      return {
        ...vial,
        vial: name,
        owner,
        subject: refusal.owner.subjectCode,
        hasSince: since === null ? 'no' : 'yes',
        since: since === null ? '' : format.date(since),
      }
    }
    case 'severalTags':
    case 'tagChanged':
      return { ...vial, count: refusal.tags.length, withdrawn: refusal.withdrawn ?? '' }
    case 'notClear':
      return { ...vial, count: refusal.tags.length }
    case 'readerGone':
      return { ...vial, reader: refusal.readerName }
    case 'notSaved':
      return { ...vial, why: refusal.why, detail: refusal.detail }
    case 'otherPurpose':
      return { ...vial, purpose: refusal.purpose }
    case 'unreadable':
      return { ...vial, why: refusal.why }
    case 'noIdentity':
    case 'wrongLength':
    case 'randomId':
    case 'procedureGone':
    case 'notTheLast':
    case 'notItsTag':
      return vial
    default:
      return assertNever(refusal)
  }
}

/** Everything the panel says of a refused read, while `vial` was expected. */
export function refusalView(
  refusal: TagRefusal,
  vial: ProcedureVial | null,
  procedure: TaggingSnapshot['procedure'],
  t: Translate,
  format: Format,
): RefusalView {
  const meant = meantVial(refusal, vial, procedure)
  const expected: Side = {
    heading: 'tagging.expected',
    name: meant?.name ?? null,
    subject: procedure.subject?.code ?? null,
    tags: [],
  }
  const values = valuesOf(refusal, meant, format)
  const withdrawn = 'withdrawn' in refusal && refusal.withdrawn !== null
  return {
    tone: toneOfRefusal(refusal),
    title: t(`tagRefusal.${refusal.kind}.title`, values),
    what: t(`tagRefusal.${refusal.kind}.what`, values),
    safe: withdrawn ? t('tagRefusal.severalTags.safeWithdrawn', values) : t(`tagRefusal.${refusal.kind}.safe`, values),
    next: t(`tagRefusal.${refusal.kind}.next`, values),
    sides: sidesOf(refusal, expected),
  }
}
