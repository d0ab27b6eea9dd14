// The words of a decision about what happened on a reader: what it rests on, and what can follow.
import type { Place } from '../../../../shared/model/place'
import type { Procedure, ProcedureVial } from '../../../../shared/model/procedure'
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import type { TagPurpose } from '../../../../shared/model/tag-purpose'
import type { LastResult, TagRefusal } from '../../../../shared/views/tagging'
import type { ReadEvent } from '../../readers/field-state'
import type { TagOwner } from '../../storage/tag-owners'
import type { Bound, Session } from './session'

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
  /** What lies on the bench's other readers: the one-tag rule is the bench's. */
  readonly elsewhere: readonly TagId[]
  /** Another reader tells of the tag too, or has told of it just now: the same read, and no second vial. */
  readonly isEcho: boolean
}

export const noFacts: Facts = {
  owner: null,
  purpose: 'vial',
  place: 'none',
  toWithdraw: [],
  elsewhere: [],
  isEcho: false,
}

/** A result still without its time. */
export type Answer = LastResult extends infer Each ? (Each extends LastResult ? Omit<Each, 'atMs'> : never) : never
type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>

/** Every read has an answer: what the panel says, with its sound. */
export type Decision =
  | {
      readonly kind: 'accepted'
      readonly vial: ProcedureVial
      readonly tag: TagId
      readonly place: Place
      readonly answer: AnswerOf<'accepted'>
    }
  | { readonly kind: 'confirmedLast'; readonly bound: Bound; readonly answer: AnswerOf<'confirmedLast'> }
  /** `undo`: tags that turned out to have been read beside others, last first. */
  | {
      readonly kind: 'refused'
      readonly hold: Hold
      readonly undo: readonly Bound[]
      readonly answer: AnswerOf<'refused'>
    }
  /** The tag is good, but there is no place for the vial yet. */
  | { readonly kind: 'waits'; readonly tag: TagId; readonly answer: AnswerOf<'waits'> }
  /** Nothing changes. `hold`: the refusal that is left then. */
  | {
      readonly kind: 'told'
      readonly why: 'sameAgain'
      readonly hold: Hold | null
      readonly answer: AnswerOf<'sameAgain'>
    }
  | { readonly kind: 'told'; readonly why: 'stillRefused'; readonly hold: Hold; readonly answer: AnswerOf<'refused'> }
  | {
      readonly kind: 'told'
      readonly why: 'onlySkipped'
      readonly hold: null
      readonly answer: AnswerOf<'onlySkipped'>
    }
  /** Nobody is tagging: the read is a question, and is answered as such (on-reader.ts). */
  | { readonly kind: 'notTagging' }

export const refuse = (hold: Hold, undo: readonly Bound[] = []): Decision => ({
  kind: 'refused',
  hold,
  undo,
  answer: { kind: 'refused', refusal: hold.refusal },
})

export const stillRefused = (hold: Hold): Decision => ({
  kind: 'told',
  why: 'stillRefused',
  hold,
  answer: { kind: 'refused', refusal: hold.refusal },
})

/** These end only when what caused them has left its reader, whatever another reader sees. */
export const isStop = ({ refusal }: Hold): boolean =>
  refusal.kind === 'otherSubject' ||
  refusal.kind === 'severalTags' ||
  refusal.kind === 'tagChanged' ||
  refusal.kind === 'notClear'

/** These end only when the tag has left: that it is read alone again, or once more, changes nothing. */
export const mustLeave = ({ refusal }: Hold): boolean =>
  refusal.kind === 'otherSubject' || refusal.kind === 'tagChanged' || refusal.kind === 'notClear'

/** What was read. */
export function tagsOf(event: ReadEvent): readonly TagId[] {
  if (event.kind === 'malformed') return []
  return (event.kind === 'several' ? event.sightings : [event.sighting]).map(({ tag }) => tag)
}
