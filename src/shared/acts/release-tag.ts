// A vial's tag is taken off again, before its procedure was queued.
import type { ContainerId } from '../model/ids'
import type { TagId } from '../model/reader'
import { act, nothing, type OnProcedure, onProcedure } from './act'
import { inStatus, withVial } from './foreseen'
import { tagThing } from './things'

export type ReleaseTag = OnProcedure & {
  readonly kind: 'tag.release'
  readonly containerId: ContainerId
  readonly tag: TagId
  readonly reason: string
}

export const releaseTag = act<ReleaseTag>()({
  kind: 'tag.release',
  right: 'tag.release',
  about: onProcedure,
  event: ({ containerId, tag }) => ({ kind: 'releaseTag', containerId, tag }),
  binds: nothing,
  needs: nothing,
  frees: ({ tag }) => [tagThing(tag)],
  vials: ({ containerId }) => [containerId],
  details: ({ tag, reason }) => ({ tag, place: null, reason }),
  foresee: (procedure, { containerId }) =>
    withVial(inStatus(procedure, 'PENDING'), containerId, (vial) => ({
      tag: vial.returning === true ? vial.tag : null,
      place: null,
    })),
  shownBy: 'procedureVersion',
  byHand: 'tookTagOff',
  canBeAskedAgain: true,
  problems: [
    'unknownProcedure',
    'notWhatWasSeen',
    'wrongType',
    'wrongStatus',
    'unknownVial',
    'alreadyDecided',
    'otherTag',
  ],
  wire: (fields) =>
    fields.onProcedure.extend({
      kind: fields.z.literal('tag.release'),
      containerId: fields.containerId,
      tag: fields.tag,
      reason: fields.reason,
    }),
})
