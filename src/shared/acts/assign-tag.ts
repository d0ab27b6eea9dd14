// A tag is put on a vial, which is to go to a place.
import type { ContainerId } from '../model/ids'
import type { Place } from '../model/place'
import type { TagId } from '../model/reader'
import { act, nothing, type OnProcedure, onProcedure } from './act'
import { inStatus, withVial } from './foreseen'
import { caneThing, placeThing, tagThing } from './things'

export type AssignTag = OnProcedure & {
  readonly kind: 'tag.assign'
  readonly containerId: ContainerId
  readonly tag: TagId
  readonly place: Place
  /** The reader that saw the tag: kept with each binding. */
  readonly source: { readonly model: string; readonly serial: string | null; readonly simulated: boolean }
}

export const assignTag = act<AssignTag>()({
  kind: 'tag.assign',
  right: 'tag.assign',
  about: onProcedure,
  event: ({ containerId, tag, place }) => ({ kind: 'assignTag', containerId, tag, place }),
  binds: ({ tag, place }) => [tagThing(tag), placeThing(place)],
  needs: ({ place: { storageId, canister, cane } }) => [caneThing({ storageId, canister, cane })],
  frees: nothing,
  vials: ({ containerId }) => [containerId],
  details: ({ tag, place }) => ({ tag, place, reason: null }),
  foresee: (procedure, { containerId, tag, place }) =>
    withVial(inStatus(procedure, 'PENDING'), containerId, { tag, place }),
  shownBy: 'procedureVersion',
  byHand: 'putTagOn',
  canBeAskedAgain: true,
  problems: [
    'unknownProcedure',
    'notWhatWasSeen',
    'wrongType',
    'wrongStatus',
    'unknownVial',
    'alreadyDecided',
    'alreadyTagged',
    'tagTwice',
    'placeTwice',
    'notATag',
    'tagReserved',
    'tagUsed',
    'unknownPlace',
    'placeTaken',
  ],
  wire: (fields) => {
    const { z } = fields
    return fields.onProcedure.extend({
      kind: z.literal('tag.assign'),
      containerId: fields.containerId,
      tag: fields.tag,
      place: fields.place,
      source: z.object({ model: z.string(), serial: z.string().nullable(), simulated: z.boolean() }),
    })
  },
})
