// A vial of which nobody knew for certain where it is has been looked for, and scanned.
import type { ContainerId } from '../model/ids'
import type { Place } from '../model/place'
import type { TagId } from '../model/reader'
import type { Right } from '../rights'
import { act, nothing } from './act'
import { unchanged } from './foreseen'
import { placeThing } from './things'

/** Where the person has found it. */
export type Found =
  | { readonly kind: 'stored'; readonly place: Place }
  | { readonly kind: 'out' }
  /** Nowhere: somebody has looked, and signs that. It can't have been scanned. */
  | { readonly kind: 'notFound' }

export type VerifyVial = {
  readonly kind: 'vial.verify'
  readonly containerId: ContainerId
  /** As the person saw them. */
  readonly name: string
  readonly subjectCode: string
  /** The tag that was read; null where none could be: then somebody with a right of its own (`unscannedRight`) signs, with a reason. */
  readonly tag: TagId | null
  readonly found: Found
  /** Why without a scan. */
  readonly reason?: string | undefined
}

/** Needed where no tag was read. */
export const unscannedRight = 'vial.verifyUnscanned' satisfies Right

export const verifyVial = act<VerifyVial>()({
  kind: 'vial.verify',
  right: 'vial.verify',
  about: ({ containerId }) => ({ kind: 'vial', containerId }),
  event: () => null,
  binds: ({ found }) => (found.kind === 'stored' ? [placeThing(found.place)] : []),
  needs: nothing,
  frees: nothing,
  vials: ({ containerId }) => [containerId],
  details: ({ tag, found, reason }) => ({
    tag,
    place: found.kind === 'stored' ? found.place : null,
    reason: reason ?? null,
  }),
  foresee: unchanged,
  shownBy: 'vial',
  byHand: 'nothing',
  canBeAskedAgain: false,
  problems: ['noSuchVial', 'otherVial', 'nothingToVerify', 'otherTag', 'scanMissing', 'unknownPlace', 'placeTaken'],
  wire: ({ z, containerId, tag, place, seenName, reason }) =>
    z.object({
      kind: z.literal('vial.verify'),
      containerId,
      name: seenName,
      subjectCode: seenName,
      tag: tag.nullable(),
      found: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('stored'), place }),
        z.object({ kind: z.literal('out') }),
        z.object({ kind: z.literal('notFound') }),
      ]),
      reason: reason.optional(),
    }),
})
