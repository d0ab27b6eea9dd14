// Tags and places of the facility: what only one vial can have, and what there must be.
import type { KnownTag } from '../../model/container'
import type { Place } from '../../model/place'
import type { TagProblem } from '../../model/tag'
import type { OtherPurpose } from '../../model/tag-purpose'
import { type ProblemRow, plain } from './problem'

export type StorageProblem =
  | ({ readonly kind: 'tagUsed' } & KnownTag)
  /** A bench of an older version took for a tag what is none. */
  | { readonly kind: 'notATag'; readonly tag: string; readonly why: TagProblem }
  /** The organization uses the tag for something else. */
  | { readonly kind: 'tagReserved'; readonly tag: string; readonly purpose: OtherPurpose }
  | { readonly kind: 'placeTaken'; readonly place: Place }
  | { readonly kind: 'unknownPlace'; readonly place: Place }
  | { readonly kind: 'unknownCanister'; readonly storageId: number; readonly canister: string }
  | { readonly kind: 'canisterFull'; readonly canister: string; readonly caneLimit: number }

export const ofStorage = {
  tagUsed: {
    ...plain,
    isFinal: false,
    scope: 'act',
    canBeAskedAgain: true,
    meaning: 'tagUsedElsewhere',
    origin: ({ containerId }) => ({ in: { holding: containerId }, events: ['assignTag'], vials: [containerId] }),
  },
  notATag: { ...plain, isFinal: true, scope: 'act', canBeAskedAgain: false, meaning: 'unfitTag' },
  tagReserved: { ...plain, isFinal: false, scope: 'act', canBeAskedAgain: true, meaning: 'unfitTag' },
  placeTaken: {
    ...plain,
    isFinal: false,
    scope: 'act',
    canBeAskedAgain: true,
    meaning: 'placeTaken',
    origin: ({ place }) => ({ in: { at: place }, events: ['assignTag'] }),
  },
  unknownPlace: { ...plain, isFinal: true, scope: 'act', canBeAskedAgain: true, meaning: 'movedOn' },
  unknownCanister: { ...plain, isFinal: false, scope: 'act', canBeAskedAgain: true, meaning: 'impossible' },
  canisterFull: { ...plain, isFinal: false, scope: 'act', canBeAskedAgain: true, meaning: 'movedOn' },
} satisfies { readonly [Kind in StorageProblem['kind']]: ProblemRow<Extract<StorageProblem, { kind: Kind }>> }
