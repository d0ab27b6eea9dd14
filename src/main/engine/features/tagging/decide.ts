// What follows from something that happened on a reader while a procedure is being tagged. Pure: whatever must be known is
// looked up before (facts.ts), and nothing is written here. Every read gets an answer.
import { assertNever } from '../../../../shared/assert-never'
import type { Procedure, ProcedureVial } from '../../../../shared/model/procedure'
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import { isLostItself } from '../../../../shared/model/restoration'
import { isTagProblem } from '../../../../shared/model/tag'
import type { TagRefusal } from '../../../../shared/views/tagging'
import type { FieldEvent, ReadEvent } from '../../readers/field-state'
import type { MalformedReason } from '../../readers/reader'
import type { TagOwner } from '../../storage/tag-owners'
import {
  type Decision,
  type Facts,
  type Hold,
  isStop,
  mustLeave,
  refuse,
  type Situation,
  stillRefused,
  tagsOf,
} from './decision'
import { type Bound, expectedVial, isComplete, isTagging, isToScan, untagged } from './session'
import { bindingsInDoubt, tagsAfterTheLast, tagsOnTwoReaders, tagsTogether } from './several'

export function decide(situation: Situation, reader: ReaderId, event: ReadEvent, facts: Facts): Decision {
  const { session, procedure, hold } = situation
  if (session.phase === 'gone') return refuse({ refusal: { kind: 'procedureGone' }, reader, tags: tagsOf(event) })
  // With the last tag on, only that tag itself can still be in question.
  const isOver = !isTagging(session, procedure) || isComplete(session, procedure)
  switch (event.kind) {
    case 'arrived':
      return isOver
        ? tagAfterTheLast(situation, reader, event.sighting.tag, facts)
        : tagArrived(situation, reader, event.sighting.tag, facts)
    case 'several':
      return isOver ? tagsAfterTheLast(situation, reader, event, facts) : tagsTogether(situation, reader, event, facts)
    case 'aside': {
      const { purpose } = facts
      if (isOver || purpose === 'vial') return { kind: 'notTagging' }
      if (hold !== null && hold.refusal.kind !== 'otherPurpose') return stillRefused(hold)
      const { tag } = event.sighting
      return refuse({ refusal: { kind: 'otherPurpose', tag, purpose }, reader, tags: [tag] })
    }
    case 'malformed':
      if (isOver) return { kind: 'notTagging' }
      if (hold !== null && !isUnread(hold)) return stillRefused(hold)
      return refuse({ refusal: unreadRefusal(event.malformed.reason), reader, tags: [] })
    default:
      return assertNever(event)
  }
}

/** What remains of the refusal when something has left a reader. `alsoOn`: another reader on which the tag still lies. */
export function holdAfter(
  hold: Hold | null,
  reader: ReaderId,
  event: Exclude<FieldEvent, ReadEvent>,
  alsoOn: ReaderId | null,
): Hold | null {
  switch (event.kind) {
    case 'left':
      // With `several` the tag is still there, and only no longer alone.
      if (hold === null || event.why === 'several' || !isAbout(hold, reader, event.tag)) return hold
      return alsoOn === null ? null : { ...hold, reader: alsoOn }
    case 'asideLeft':
      return hold?.reader === reader && hold.refusal.kind === 'otherPurpose' ? null : hold
    case 'cleared':
      return hold?.reader === reader ? null : hold
    case 'quiet':
      return hold !== null && isUnread(hold) && hold.reader === reader ? null : hold
    case 'single-again':
      // Its `arrived` follows at once, and decides.
      return hold
    default:
      return assertNever(event)
  }
}

const isAbout = (hold: Hold, reader: ReaderId, tag: TagId): boolean =>
  hold.reader === reader && (hold.tags.length === 0 || hold.tags.includes(tag))

/** Nothing that could be a vial's tag was read: it ends when nothing of the kind comes any more. */
const isUnread = ({ refusal: { kind } }: Hold): boolean => kind === 'unreadable' || isTagProblem(kind)

const unreadRefusal = (reason: MalformedReason): TagRefusal =>
  isTagProblem(reason) ? { kind: reason } : { kind: 'unreadable', why: reason }

/** With every tag on, a tag on another reader still tells that the last one may not have been alone on the bench. */
function tagAfterTheLast(situation: Situation, reader: ReaderId, tag: TagId, facts: Facts): Decision {
  if (facts.isEcho) return sameAgain(situation, tag, facts) ?? { kind: 'notTagging' }
  if (!isComplete(situation.session, situation.procedure)) return { kind: 'notTagging' }
  if (bindingsInDoubt(situation, 'together', facts).length === 0) return { kind: 'notTagging' }
  return tagsOnTwoReaders(situation, reader, tag, facts)
}

const vialNameOf = (procedure: Procedure, bound: Bound): string =>
  procedure.vials.find((vial) => vial.containerId === bound.containerId)?.name ?? ''

/** Null if the tag is none of those that say nothing new: the last one once more, or any that another reader tells of too. */
function sameAgain({ session, procedure, hold }: Situation, tag: TagId, { isEcho }: Facts): Decision | null {
  const bound = isEcho ? session.bound.find((each) => each.tag === tag) : session.bound.at(-1)
  if (bound?.tag !== tag) return null
  const answer = { kind: 'sameAgain', vialName: vialNameOf(procedure, bound) } as const
  return { kind: 'told', why: 'sameAgain', hold: isEcho ? hold : null, answer }
}

/** The vial that a restored central has lost with this tag on, where it was requested again. */
const lostVial = ({ containerId, name }: TagOwner, procedure: Procedure): ProcedureVial | null =>
  procedure.vials.find((each) => isLostItself({ containerId, ...name }, each, procedure.subject?.code)) ?? null

function tagArrived(situation: Situation, reader: ReaderId, tag: TagId, facts: Facts): Decision {
  const { session, procedure, hold } = situation
  if (hold !== null && isStop(hold) && hold.reader !== reader) return stillRefused(hold)
  // A reader that comes back tells again what lies on it. A write that failed may be tried again with the same tag.
  const isRepeat = hold !== null && (hold.refusal.kind === 'tagInUse' || mustLeave(hold))
  if (isRepeat && hold.tags.includes(tag)) return stillRefused(hold)

  const echo = facts.isEcho ? sameAgain(situation, tag, facts) : null
  if (echo !== null && session.confirm === null) return echo
  // Whatever the tag is: what was saved just now on another reader was not alone on the bench.
  if (bindingsInDoubt(situation, 'together', facts).length > 0) return tagsOnTwoReaders(situation, reader, tag, facts)

  const refused = (refusal: TagRefusal): Decision => refuse({ refusal, reader, tags: [tag] })
  if (session.confirm?.tag === tag) {
    if (facts.elsewhere.length > 0) return tagsOnTwoReaders(situation, reader, tag, facts)
    const vialName = vialNameOf(procedure, session.confirm)
    return { kind: 'confirmedLast', bound: session.confirm, answer: { kind: 'confirmedLast', vialName } }
  }
  const again = session.confirm === null ? sameAgain(situation, tag, facts) : null
  if (again !== null) return again
  const expectedSubject = procedure.subject?.code ?? ''
  const { owner, purpose } = facts
  if (purpose !== 'vial') return refused({ kind: 'otherPurpose', tag, purpose })
  if (owner !== null && owner.name.subjectCode !== expectedSubject) {
    return refused({ kind: 'otherSubject', tag, owner: owner.name, expectedSubject })
  }
  if (session.confirm !== null) return refused({ kind: 'notTheLast', tag, saved: session.confirm.tag })
  // A vial that comes back into storage is known by its own tag, whichever is expected.
  const comesBack = procedure.vials.find((each) => each.tag === tag && isToScan(each))
  const returning =
    owner === null || owner.containerId === comesBack?.containerId ? (comesBack ?? null) : lostVial(owner, procedure)
  if (owner !== null && returning === null) return refused({ kind: 'tagInUse', tag, owner: owner.name })
  const vial = returning ?? expectedVial(session, procedure)
  if (vial === null) {
    const vials = untagged(procedure).length
    return { kind: 'told', why: 'onlySkipped', hold: null, answer: { kind: 'onlySkipped', vials } }
  }
  // It is never given another tag: what lies there is another vial, or its tag was changed.
  if (returning === null && vial.tag !== null) return refused({ kind: 'notItsTag', tag, own: vial.tag })
  if (facts.elsewhere.length > 0) return tagsOnTwoReaders(situation, reader, tag, facts)
  if (typeof facts.place === 'string') {
    return { kind: 'waits', tag, answer: { kind: 'waits', vialName: vial.name, why: facts.place } }
  }
  return { kind: 'accepted', vial, tag, place: facts.place, answer: { kind: 'accepted', vialName: vial.name, tag } }
}
