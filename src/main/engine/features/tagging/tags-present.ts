// What lies on the readers without having been asked for: put on before the procedure was opened, or while another reader's
// stop held. It is judged, but never bound by that alone (docs/decisions/0028-tagging-session.md).
import type { ReaderId } from '../../../../shared/model/reader'
import type { FieldEvent } from '../../readers/field-state'
import { type Decision, decide, type Facts, type Hold, type Situation } from './decide'

/** The event that told of it. */
export type Lying = Extract<FieldEvent, { kind: 'arrived' | 'several' }>

/** What lies on each reader now, as the fold of its events. */
export class LyingTags {
  private readonly lying = new Map<ReaderId, Lying>()

  /** To be told every event of every reader. */
  note(reader: ReaderId, event: FieldEvent): void {
    if (event.kind === 'arrived' || event.kind === 'several') this.lying.set(reader, event)
    if (event.kind === 'left' || event.kind === 'cleared') this.lying.delete(reader)
  }

  now(): ReadonlyMap<ReaderId, Lying> {
    return this.lying
  }
}

/**
 * As `decide`, for a tag that nobody was asked to put on. `mustBeClear`: the reader has to be empty before the work begins, so
 * that only what is refused anyway is told by its own name.
 */
export function judge(
  situation: Situation,
  reader: ReaderId,
  lying: Lying,
  facts: Facts,
  mustBeClear: boolean,
): Decision {
  const decision = decide(situation, reader, lying, facts)
  if (decision.kind === 'notTagging') return decision
  const isRefused = decision.kind === 'refused' && decision.hold.refusal.kind !== 'severalTags'
  if (isRefused || (!mustBeClear && decision.kind !== 'accepted')) return decision
  return { kind: 'refused', hold: notClear(reader, lying), undo: [] }
}

function notClear(reader: ReaderId, lying: Lying): Hold {
  const tags = (lying.kind === 'several' ? lying.sightings : [lying.sighting]).map(({ tag }) => tag)
  return { refusal: { kind: 'notClear', tags }, reader, tags }
}
