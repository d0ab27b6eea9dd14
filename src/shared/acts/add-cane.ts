// A canister gets one more cane.
import type { CaneRef } from '../model/place'
import { act, nothing } from './act'
import { unchanged } from './foreseen'
import { caneThing } from './things'

export type AddCane = {
  readonly kind: 'cane.add'
  /** As the person saw it; acts of older programs name none. */
  readonly tankName?: string | undefined
} & CaneRef

export const addCane = act<AddCane>()({
  kind: 'cane.add',
  right: 'cane.add',
  about: ({ storageId, canister, cane }) => ({ kind: 'cane', storageId, canister, cane }),
  event: () => null,
  binds: ({ storageId, canister, cane }) => [caneThing({ storageId, canister, cane })],
  needs: nothing,
  frees: nothing,
  vials: nothing,
  details: () => ({ tag: null, place: null, reason: null }),
  foresee: unchanged,
  shownBy: 'cane',
  byHand: 'nothing',
  canBeAskedAgain: true,
  problems: ['unknownCanister', 'notWhatWasSeen', 'canisterFull'],
  wire: ({ z, storageId, name, seenName }) =>
    z.object({
      kind: z.literal('cane.add'),
      storageId,
      canister: z.string(),
      cane: name,
      tankName: seenName.optional(),
    }),
})
