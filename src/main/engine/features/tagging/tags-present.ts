// What lies on the readers, on all of them as on one bench. Tags that nobody was asked to put there (they were there before the procedure
// was opened, or came while another reader's stop held) are checked, but never bound by that alone (docs/decisions/0028-tagging-session.md).
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import { defaultFieldRule, type FieldEvent } from '../../readers/field-state'
import { decide } from './decide'
import { type Decision, type Facts, type Hold, refuse, type Situation, tagsOf } from './decision'

/** The event by which the tags came. */
export type Presence = Extract<FieldEvent, { kind: 'arrived' | 'several' }>

export interface TagsPresentNeeds {
  readonly clock: Clock
  /** Whether the reader has seen nothing since for as long as a hand leaves between two vials. */
  readonly isLifted: (reader: ReaderId) => boolean
}

/** The tags on each reader now, as the fold of its events. */
export class TagsPresent {
  private readonly present = new Map<ReaderId, Presence>()
  /** The last tag that has left each reader, and when. */
  private readonly gone = new Map<ReaderId, { readonly tag: TagId; readonly atMs: number }>()

  constructor(private readonly needs: TagsPresentNeeds) {}

  /** Needs every event of every reader. */
  note(reader: ReaderId, event: FieldEvent): void {
    if (event.kind === 'arrived' || event.kind === 'several') this.present.set(reader, event)
    if (event.kind === 'left' || event.kind === 'cleared') this.present.delete(reader)
    if (event.kind === 'left') this.gone.set(reader, { tag: event.tag, atMs: this.needs.clock.monotonicMs() })
  }

  now(): ReadonlyMap<ReaderId, Presence> {
    return this.present
  }

  /** Other tags than `tag` on other readers than `reader`, as far as they were not lifted. */
  elsewhere(reader: ReaderId, tag: TagId): readonly TagId[] {
    const tags = this.others(reader).flatMap(([, presence]) => tagsOf(presence))
    return [...new Set(tags)].filter((each) => each !== tag)
  }

  /** Another reader on which the tag lies too; null if there is none. */
  alsoOn(reader: ReaderId, tag: TagId): ReaderId | null {
    return this.others(reader).find(([, presence]) => tagsOf(presence).includes(tag))?.[0] ?? null
  }

  /** Another reader tells of the tag, or has told of it just now: readers see one vial at different times. */
  isEcho(reader: ReaderId, tag: TagId): boolean {
    const isNow = [...this.present].some(([other, presence]) => other !== reader && tagsOf(presence).includes(tag))
    const sinceMs = this.needs.clock.monotonicMs() - defaultFieldRule.holdMs
    return isNow || [...this.gone].some(([other, left]) => other !== reader && left.tag === tag && left.atMs > sinceMs)
  }

  private others(reader: ReaderId) {
    return [...this.present].filter(([other]) => other !== reader && !this.needs.isLifted(other))
  }
}

/**
 * As `decide`, for a tag that nobody was asked to put on. `mustBeClear`: the reader has to be empty before the work begins, so
 * that only what is refused anyway keeps its own refusal.
 */
export function checkPresent(
  situation: Situation,
  reader: ReaderId,
  present: Presence,
  facts: Facts,
  mustBeClear: boolean,
): Decision {
  const decision = decide(situation, reader, present, facts)
  if (decision.kind === 'notTagging') return decision
  const isRefused =
    decision.kind === 'refused' &&
    decision.hold.refusal.kind !== 'severalTags' &&
    decision.hold.refusal.kind !== 'tagChanged'
  if (isRefused || (!mustBeClear && decision.kind !== 'accepted')) return decision
  return refuse(notClear(reader, present))
}

function notClear(reader: ReaderId, present: Presence): Hold {
  const tags = tagsOf(present)
  return { refusal: { kind: 'notClear', tags }, reader, tags }
}
