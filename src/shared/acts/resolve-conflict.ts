// A person's answer to a conflict. What follows from it (a new tag, say) comes as acts of their own, behind this one.
import { type ConflictChoice, conflictChoices } from '../model/conflict-kind'
import type { IntentId } from '../model/ids'
import { type About, act, nothing } from './act'
import { unchanged } from './foreseen'

export type ResolveConflict = {
  readonly kind: 'conflict.resolve'
  /** The earliest act of it; `conflictKind` is what the person was shown. */
  readonly conflictId: IntentId
  readonly conflictKind: string
  readonly about: About
  /** Acts that central has refused. Each is resolved once. */
  readonly covers: readonly IntentId[]
  /** Acts that central has never decided, because they were parked at the bench: they will not come. */
  readonly withdrawn: readonly IntentId[]
  readonly choice: ConflictChoice
  readonly reason: string | null
}

export const resolveConflict = act<ResolveConflict>()({
  kind: 'conflict.resolve',
  right: 'conflict.resolve',
  about: ({ about }) => about,
  event: () => null,
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: nothing,
  details: ({ reason }) => ({ tag: null, place: null, reason }),
  foresee: unchanged,
  shownBy: 'procedureVersion',
  byHand: 'nothing',
  canBeAskedAgain: false,
  problems: ['malformed', 'reasonMissing', 'notRefused', 'alreadyResolved'],
  wire: ({ z, onProcedure, storageId, intentId, intentIds, reason }) =>
    z.object({
      kind: z.literal('conflict.resolve'),
      conflictId: intentId,
      conflictKind: z.string().max(50),
      about: z.discriminatedUnion('kind', [
        onProcedure.omit({ seen: true }).extend({ kind: z.literal('procedure') }),
        z.object({ kind: z.literal('cane'), storageId, canister: z.string(), cane: z.string() }),
      ]),
      covers: intentIds,
      withdrawn: intentIds,
      choice: z.enum(conflictChoices),
      reason: reason.nullable(),
    }),
})

/** The one act that ends others. */
export const isResolution = (body: { readonly kind: string }): body is ResolveConflict =>
  body.kind === resolveConflict.kind
