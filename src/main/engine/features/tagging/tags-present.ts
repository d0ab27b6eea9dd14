// Tags on the readers that nobody was asked to put there: they were there before the procedure was opened, or came while another reader's
// stop held. They are checked, but never bound by that alone (docs/decisions/0028-tagging-session.md).
import type { ReaderId } from '../../../../shared/model/reader'
import type { FieldEvent } from '../../readers/field-state'
import { type Decision, decide, type Facts, type Hold, type Situation } from './decide'

/** The event by which the tags came. */
export type Presence = Extract<FieldEvent, { kind: 'arrived' | 'several' }>

/** The tags on each reader now, as the fold of its events. */
export class TagsPresent {
  private readonly present = new Map<ReaderId, Presence>()

  /** Needs every event of every reader. */
  note(reader: ReaderId, event: FieldEvent): void {
    if (event.kind === 'arrived' || event.kind === 'several') this.present.set(reader, event)
    if (event.kind === 'left' || event.kind === 'cleared') this.present.delete(reader)
  }

  now(): ReadonlyMap<ReaderId, Presence> {
    return this.present
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
  const isRefused = decision.kind === 'refused' && decision.hold.refusal.kind !== 'severalTags'
  if (isRefused || (!mustBeClear && decision.kind !== 'accepted')) return decision
  return { kind: 'refused', hold: notClear(reader, present), undo: [] }
}

function notClear(reader: ReaderId, present: Presence): Hold {
  const tags = (present.kind === 'several' ? present.sightings : [present.sighting]).map(({ tag }) => tag)
  return { refusal: { kind: 'notClear', tags }, reader, tags }
}
