// Aggregates wait for nobody, with one exception: an act can need what an earlier act of another aggregate makes or frees, as a tag on a
// cane that was added just before, or one that another procedure has just given back. Central would refuse it for good if it came first.
import type { IntentBody } from '../../../../shared/api/intents'
import { caneKey, type Place } from '../../../../shared/model/place'
import type { Procedure } from '../../../../shared/model/procedure'
import { type Database, fromJson } from '../database'

export interface HeldBack {
  has(aggregate: string): boolean
  add(aggregate: string): void
  /** Whether the entry at this position needs something of what was added. */
  isNeededAt(position: number): boolean
}

const ofPlace = (place: Place) => `place:${caneKey(place)}/${place.position}`
const ofTag = (tag: string) => `tag:${tag}`

/** What an act binds or gives back. */
function thingsOf(body: IntentBody): readonly string[] {
  if (body.kind === 'tag.assign') return [ofTag(body.tag), ofPlace(body.place)]
  return body.kind === 'tag.release' ? [ofTag(body.tag)] : []
}

const thingsIn = ({ vials }: Procedure): readonly string[] =>
  vials.flatMap(({ tag, place }) => [
    ...(tag === null ? [] : [ofTag(tag)]),
    ...(place === null ? [] : [ofPlace(place)]),
  ])

export function dependenceIn(db: Database) {
  const bodyAt = db.prepare<[number], string>('SELECT body FROM outbox WHERE position = ?').pluck()
  const mirrored = db.prepare<[string], string>('SELECT body FROM mirror_procedure WHERE id = ?').pluck()
  const unsent = db
    .prepare<[string], string>(
      `SELECT body FROM outbox INDEXED BY outbox_unsettled WHERE procedure_id = ? AND in_mirror = 0
       AND state IN ('queued', 'sending', 'accepted')`,
    )
    .pluck()

  const thingsOfAggregate = (aggregate: string): readonly string[] => {
    if (!aggregate.startsWith('procedure:')) return [aggregate]
    const id = aggregate.slice('procedure:'.length)
    const known = mirrored.get(id)
    return [
      ...(known === undefined ? [] : thingsIn(fromJson<Procedure>(known))),
      ...unsent.all(id).flatMap((body) => thingsOf(fromJson<IntentBody>(body))),
    ]
  }

  /** Looks things up only once somebody else's act has to be judged: most often nothing is held back, or nothing follows. */
  return (): HeldBack => {
    const held = new Set<string>()
    const things = new Set<string>()
    let unread: string[] = []
    return {
      has: (aggregate) => held.has(aggregate),
      add(aggregate) {
        held.add(aggregate)
        unread.push(aggregate)
      },
      isNeededAt(position) {
        if (held.size === 0) return false
        const text = bodyAt.get(position)
        const body = text === undefined ? null : fromJson<IntentBody>(text)
        if (body?.kind !== 'tag.assign') return false
        for (const thing of unread.flatMap(thingsOfAggregate)) things.add(thing)
        unread = []
        return [...thingsOf(body), `cane:${caneKey(body.place)}`].some((thing) => things.has(thing))
      },
    }
  }
}
