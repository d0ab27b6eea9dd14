// What acts take, need and give back, and what only one vial or cane can have at a time.
import { type CaneRef, caneKey, type Place } from '../model/place'
import type { Procedure } from '../model/procedure'
import type { TagId } from '../model/reader'

export type Thing =
  | { readonly kind: 'tag'; readonly tag: TagId }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'cane'; readonly cane: CaneRef }

/** Two things are the same if their keys are. */
export type ThingKey = `${Thing['kind']}:${string}`

export const tagThing = (tag: TagId): Thing => ({ kind: 'tag', tag })
export const placeThing = (place: Place): Thing => ({ kind: 'place', place })
export const caneThing = (cane: CaneRef): Thing => ({ kind: 'cane', cane })

export function keyOf(thing: Thing): ThingKey {
  switch (thing.kind) {
    case 'tag':
      return `tag:${thing.tag}`
    case 'place':
      return `place:${caneKey(thing.place)}/${thing.place.position}`
    case 'cane':
      return `cane:${caneKey(thing.cane)}`
  }
}

/** What the vials of a procedure have. */
export const thingsIn = ({ vials }: Pick<Procedure, 'vials'>): readonly Thing[] =>
  vials.flatMap(({ tag, place }) => [
    ...(tag === null ? [] : [tagThing(tag)]),
    ...(place === null ? [] : [placeThing(place)]),
  ])
