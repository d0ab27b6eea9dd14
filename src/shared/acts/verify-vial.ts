// A vial of which nobody knew for certain where it is has been looked for, and scanned.
import type { ContainerId } from '../model/ids'
import type { Place } from '../model/place'
import type { TagId } from '../model/reader'
import { act, nothing } from './act'
import { unchanged } from './foreseen'
import { placeThing } from './things'

/** Where the person has found it. */
export type Found = { readonly kind: 'stored'; readonly place: Place } | { readonly kind: 'out' }

export type VerifyVial = {
  readonly kind: 'vial.verify'
  readonly containerId: ContainerId
  /** As the person saw them. */
  readonly name: string
  readonly subjectCode: string
  /** The tag that was read. */
  readonly tag: TagId
  readonly found: Found
}

export const verifyVial = act<VerifyVial>()({
  kind: 'vial.verify',
  right: 'vial.verify',
  about: ({ containerId }) => ({ kind: 'vial', containerId }),
  event: () => null,
  binds: ({ found }) => (found.kind === 'stored' ? [placeThing(found.place)] : []),
  needs: nothing,
  frees: nothing,
  vials: ({ containerId }) => [containerId],
  details: ({ tag, found }) => ({ tag, place: found.kind === 'stored' ? found.place : null, reason: null }),
  foresee: unchanged,
  shownBy: 'procedureVersion',
  byHand: 'nothing',
  canBeAskedAgain: false,
  problems: ['noSuchVial', 'otherVial', 'nothingToVerify', 'otherTag', 'unknownPlace', 'placeTaken'],
  wire: ({ z, containerId, tag, place, seenName }) =>
    z.object({
      kind: z.literal('vial.verify'),
      containerId,
      name: seenName,
      subjectCode: seenName,
      tag,
      found: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('stored'), place }),
        z.object({ kind: z.literal('out') }),
      ]),
    }),
})
