// What follows when a vial is not the only one: several tags together, one after the other without a gap, or on two readers.
import type { ReaderId, TagId } from '../../../../shared/model/reader'
import type { TagRefusal } from '../../../../shared/views/tagging'
import type { FieldEvent } from '../../readers/field-state'
import {
  type Decision,
  type Facts,
  type Hold,
  isStop,
  mustLeave,
  refuse,
  type Situation,
  stillRefused,
} from './decision'
import { type Bound, isComplete } from './session'

export type SeveralTags = Extract<FieldEvent, { kind: 'several' }>

/**
 * The last tag goes back to its vial as long as the procedure is not queued. One that is can't be undone at the reader; that
 * its last tag may be withdrawn is said all the same.
 */
export function tagsAfterTheLast(situation: Situation, reader: ReaderId, event: SeveralTags, facts: Facts): Decision {
  const { session, procedure } = situation
  if (isComplete(session, procedure) && bindingsInDoubt(situation, event.how, facts).length > 0) {
    return tagsTogether(situation, reader, event, facts)
  }
  const last = session.bound.at(-1)
  if (session.phase !== 'finished' || last === undefined || !facts.toWithdraw.includes(last.tag)) {
    return { kind: 'notTagging' }
  }
  return refuse(holdFor(event, reader, null))
}

export function tagsTogether(situation: Situation, reader: ReaderId, event: SeveralTags, facts: Facts): Decision {
  const { hold } = situation
  const undo = bindingsInDoubt(situation, event.how, facts)
  const isElsewhere = hold !== null && isStop(hold) && hold.reader !== reader
  const isBeside =
    hold !== null && mustLeave(hold) && event.sightings.some((sighting) => hold.tags.includes(sighting.tag))
  if ((isElsewhere || (isBeside && hold.refusal.kind !== 'tagChanged')) && undo.length === 0) return stillRefused(hold)
  const withdrawn = withdrawnName(situation, undo) ?? withdrawnBefore(hold, reader)
  return refuse(holdFor(event, reader, withdrawn), undo)
}

/** A tag that is good by itself, while others lie on the bench's other readers. */
export function tagsOnTwoReaders(situation: Situation, reader: ReaderId, tag: TagId, facts: Facts): Decision {
  const undo = bindingsInDoubt(situation, 'together', facts)
  const tags = [...facts.elsewhere, tag]
  const refusal: TagRefusal = {
    kind: 'severalTags',
    tags: tags.map((each) => ({ tag: each, rssi: null })),
    withdrawn: withdrawnName(situation, undo),
  }
  return refuse({ refusal, reader, tags }, undo)
}

/** What was bound by reads that are now in doubt, last first. */
export function bindingsInDoubt(
  { session }: Situation,
  how: SeveralTags['how'],
  { toWithdraw }: Facts,
): readonly Bound[] {
  const lastFirst = [...session.bound].reverse()
  // An identity that changes is doubtful whenever it was bound.
  if (how === 'inTurn') return lastFirst.filter((bound) => toWithdraw.includes(bound.tag))
  // Else only the last ones in a row: an older tag was read alone when it was bound.
  const older = lastFirst.findIndex((bound) => !toWithdraw.includes(bound.tag))
  return older < 0 ? lastFirst : lastFirst.slice(0, older)
}

/** Of what is taken back, the vial that is asked for next; null if nothing is. */
function withdrawnName({ procedure }: Situation, undo: readonly Bound[]): string | null {
  const next = undo.at(-1)
  return procedure.vials.find((vial) => vial.containerId === next?.containerId)?.name ?? null
}

/** Another tag joins, or the identity changes again: what was taken back for that is still worth saying. */
const withdrawnBefore = (hold: Hold | null, reader: ReaderId): string | null =>
  hold?.reader === reader && 'withdrawn' in hold.refusal ? hold.refusal.withdrawn : null

function holdFor({ how, sightings }: SeveralTags, reader: ReaderId, withdrawn: string | null): Hold {
  const tags = sightings.map(({ tag }) => tag)
  const refusal: TagRefusal =
    how === 'inTurn'
      ? { kind: 'tagChanged', tags, withdrawn }
      : { kind: 'severalTags', tags: sightings.map(({ tag, rssi }) => ({ tag, rssi: rssi ?? null })), withdrawn }
  return { refusal, reader, tags }
}
