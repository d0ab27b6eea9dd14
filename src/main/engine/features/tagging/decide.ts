// What follows from something that happened on a reader while a procedure is being tagged. Pure: whatever must be known is
// looked up before (facts.ts), and nothing is written here.
import { assertNever } from '../../../../shared/assert-never'
import type { Place } from '../../../../shared/model/place'
import type { Procedure, ProcedureVial } from '../../../../shared/model/procedure'
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import { isTagProblem } from '../../../../shared/model/tag'
import type { TagPurpose } from '../../../../shared/model/tag-purpose'
import type { TagRefusal } from '../../../../shared/views/tagging'
import type { FieldEvent } from '../../readers/field-state'
import type { MalformedReason } from '../../readers/reader'
import type { TagOwner } from '../../storage/tag-owners'
import { type Bound, expectedVial, isComplete, isTagging, isToScan, type Session } from './session'

/** A refusal that a hand has to act on. It ends when the field is as it should be. */
export interface Hold {
  readonly refusal: TagRefusal
  /** Null if no reader had a part in it: a queueing that failed. */
  readonly reader: ReaderId | null
  readonly tags: readonly TagId[]
}

export interface Situation {
  readonly session: Session
  readonly procedure: Procedure
  readonly hold: Hold | null
}

export interface Facts {
  /** Whose tag it is, own unsent work included; null for a tag that nobody has used, and for events without a tag. */
  readonly owner: TagOwner | null
  /** What the tag is for; `vial` for events without one. */
  readonly purpose: TagPurpose
  /** The next free place on the chosen cane, or why there is none; looked up for a tag only. */
  readonly place: Place | 'none' | 'full'
  /** Tags that were acted on, and that the event shows not to have been alone then. */
  readonly toWithdraw: readonly TagId[]
}

export type Decision =
  | {
      readonly kind: 'accepted'
      readonly vial: ProcedureVial
      readonly tag: TagId
      readonly place: Place
    }
  | { readonly kind: 'confirmedLast'; readonly bound: Bound }
  /** `undo`: tags that turned out to have been read beside others, last first. */
  | { readonly kind: 'refused'; readonly hold: Hold; readonly undo: readonly Bound[] }
  /** The tag is good, but there is no place for the vial yet. */
  | { readonly kind: 'needsPlace'; readonly tag: TagId }
  | {
      readonly kind: 'ignored'
      readonly why: 'sameAgain' | 'stillRefused' | 'nothingExpected'
      readonly hold: Hold | null
    }
  /** Something left a reader. `hold` is what remains of the refusal. */
  | { readonly kind: 'left'; readonly hold: Hold | null }
  /** Nobody is tagging: the tag is a question, not an act. */
  | { readonly kind: 'notTagging' }

export function decide(situation: Situation, reader: ReaderId, event: FieldEvent, facts: Facts): Decision {
  const { session, procedure, hold } = situation
  // With the last tag on, only that tag itself can still be in question.
  const isOver = !isTagging(session, procedure) || isComplete(session, procedure)
  switch (event.kind) {
    case 'arrived':
      return isOver ? { kind: 'notTagging' } : tagArrived(situation, reader, event.sighting.tag, facts)
    case 'left':
      // With `several` the tag is still there, and only no longer alone.
      return { kind: 'left', hold: event.why !== 'several' && isAbout(hold, reader, event.tag) ? null : hold }
    case 'cleared':
      return { kind: 'left', hold: hold?.reader === reader ? null : hold }
    case 'quiet':
      return { kind: 'left', hold: hold !== null && isUnread(hold) && hold.reader === reader ? null : hold }
    case 'single-again':
      // Its `arrived` follows at once, and decides.
      return { kind: 'left', hold }
    case 'several':
      return isOver ? tagsAfterTheLast(situation, reader, event, facts) : tagsTogether(situation, reader, event, facts)
    case 'malformed':
      if (isOver) return { kind: 'notTagging' }
      if (hold !== null && !isUnread(hold)) return { kind: 'ignored', why: 'stillRefused', hold }
      return { kind: 'refused', hold: { refusal: unreadRefusal(event.malformed.reason), reader, tags: [] }, undo: [] }
    default:
      return assertNever(event)
  }
}

const isAbout = (hold: Hold | null, reader: ReaderId, tag: TagId): boolean =>
  hold !== null && hold.reader === reader && (hold.tags.length === 0 || hold.tags.includes(tag))

/** Nothing that could be a vial's tag was read: it ends when nothing of the kind comes any more. */
const isUnread = ({ refusal: { kind } }: Hold): boolean => kind === 'unreadable' || isTagProblem(kind)

const unreadRefusal = (reason: MalformedReason): TagRefusal =>
  isTagProblem(reason) ? { kind: reason } : { kind: 'unreadable', why: reason }

/** These end only when what caused them has left its reader, whatever another reader sees. */
export const isStop = ({ refusal }: Hold): boolean =>
  refusal.kind === 'otherSubject' || refusal.kind === 'severalTags' || refusal.kind === 'notClear'

/** These end only when the tag has left: that it is read alone again, or once more, changes nothing. */
const mustLeave = ({ refusal }: Hold): boolean => refusal.kind === 'otherSubject' || refusal.kind === 'notClear'

function tagArrived({ session, procedure, hold }: Situation, reader: ReaderId, tag: TagId, facts: Facts): Decision {
  if (hold !== null && isStop(hold) && hold.reader !== reader) return { kind: 'ignored', why: 'stillRefused', hold }
  // A reader that comes back tells again what lies on it. A write that failed may be tried again with the same tag.
  const isRepeat = hold !== null && (hold.refusal.kind === 'tagInUse' || mustLeave(hold))
  if (isRepeat && hold.tags.includes(tag)) return { kind: 'ignored', why: 'stillRefused', hold }

  const refuse = (refusal: TagRefusal): Decision => ({
    kind: 'refused',
    hold: { refusal, reader, tags: [tag] },
    undo: [],
  })
  const expectedSubject = procedure.subject?.code ?? ''
  const { owner, purpose } = facts
  if (purpose !== 'vial') return refuse({ kind: 'otherPurpose', tag, purpose })

  if (session.confirm !== null) {
    if (session.confirm.tag === tag) return { kind: 'confirmedLast', bound: session.confirm }
    if (owner !== null && owner.name.subjectCode !== expectedSubject) {
      return refuse({ kind: 'otherSubject', tag, owner: owner.name, expectedSubject })
    }
    return refuse({ kind: 'notTheLast', tag, saved: session.confirm.tag })
  }
  const comesBack = procedure.vials.find((each) => each.tag === tag && isToScan(each))
  if (comesBack !== undefined && (owner === null || owner.containerId === comesBack.containerId)) {
    if (typeof facts.place === 'string') return { kind: 'needsPlace', tag }
    return { kind: 'accepted', vial: comesBack, tag, place: facts.place }
  }
  if (owner !== null) {
    if (session.bound.at(-1)?.tag === tag) return { kind: 'ignored', why: 'sameAgain', hold: null }
    return owner.name.subjectCode === expectedSubject
      ? refuse({ kind: 'tagInUse', tag, owner: owner.name })
      : refuse({ kind: 'otherSubject', tag, owner: owner.name, expectedSubject })
  }
  const vial = expectedVial(session, procedure)
  if (vial === null) return { kind: 'ignored', why: 'nothingExpected', hold: null }
  // A vial that comes back is never given another tag: what lies there is another vial, or its tag was changed.
  if (vial.tag !== null) return refuse({ kind: 'notItsTag', tag, own: vial.tag })
  if (typeof facts.place === 'string') return { kind: 'needsPlace', tag }
  return { kind: 'accepted', vial, tag, place: facts.place }
}

type SeveralTags = Extract<FieldEvent, { kind: 'several' }>

const severalTags = ({ sightings }: SeveralTags, reader: ReaderId, withdrawn: string | null): Hold => ({
  refusal: { kind: 'severalTags', tags: sightings.map(({ tag, rssi }) => ({ tag, rssi: rssi ?? null })), withdrawn },
  reader,
  tags: sightings.map((sighting) => sighting.tag),
})

/**
 * The last tag goes back to its vial as long as the procedure is not queued. One that is can't be undone at the reader; that
 * its last tag may be withdrawn is said all the same.
 */
function tagsAfterTheLast(situation: Situation, reader: ReaderId, event: SeveralTags, facts: Facts): Decision {
  const { session, procedure } = situation
  const last = session.bound.at(-1)
  if (last === undefined || !facts.toWithdraw.includes(last.tag)) return { kind: 'notTagging' }
  if (isComplete(session, procedure)) return tagsTogether(situation, reader, event, facts)
  if (session.phase !== 'finished') return { kind: 'notTagging' }
  return { kind: 'refused', hold: severalTags(event, reader, null), undo: [] }
}

function tagsTogether(
  { session, procedure, hold }: Situation,
  reader: ReaderId,
  event: SeveralTags,
  { toWithdraw }: Facts,
): Decision {
  const tags = event.sightings.map((sighting) => sighting.tag)
  // Only the last ones in a row: an older tag was read alone when it was bound.
  const undo: Bound[] = []
  for (const bound of [...session.bound].reverse()) {
    if (!toWithdraw.includes(bound.tag)) break
    undo.push(bound)
  }
  const isElsewhere = hold !== null && isStop(hold) && hold.reader !== reader
  const isBeside = hold !== null && mustLeave(hold) && hold.tags.some((tag) => tags.includes(tag))
  if ((isElsewhere || isBeside) && undo.length === 0) return { kind: 'ignored', why: 'stillRefused', hold }
  const nameOf = (bound: Bound) => procedure.vials.find((vial) => vial.containerId === bound.containerId)?.name ?? null
  const [lastUndone] = undo
  const withdrawn = lastUndone === undefined ? null : nameOf(lastUndone)
  return { kind: 'refused', hold: severalTags(event, reader, withdrawn), undo }
}
