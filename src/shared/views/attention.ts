// What needs attention: a list whose rows are a union on `kind`, so that it can grow.
import type { Found } from '../acts/verify-vial'
import type { Verification } from '../model/container'
import type { ContainerId, IntentId, ProcedureId } from '../model/ids'
import type { ReportDamage, TagId } from '../model/reader'
import type { Loss, Restoration, Whereabouts } from '../model/restoration'
import type { TagProblem } from '../model/tag'
import type { OtherPurpose } from '../model/tag-purpose'
import type { InventoryRow } from './inventory'
import type { NotSaved } from './refusal'
import type { VialName } from './tagging'

/** `exact`: false where counting further would keep the screen waiting. */
export interface Count {
  readonly n: number
  readonly exact: boolean
}

/** A vial of which nobody knows for certain where it is. */
export interface VialToVerify extends InventoryRow {
  readonly verify: Verification
}

/** Where a bench or device remembers a vial. */
export interface RememberedAt {
  readonly where: Whereabouts
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
}

export type AttentionRow =
  | {
      readonly kind: 'verify'
      readonly vial: VialToVerify
      readonly remembered: readonly RememberedAt[]
      /** What was done about it and central has refused. */
      readonly conflict: IntentId | null
    }
  /** Something that central has lost, other than a vial that a scan can verify. */
  /** `seen`: its digest, which the request to close it names. */
  | { readonly kind: 'loss'; readonly loss: Loss; readonly seen: string; readonly conflict: IntentId | null }

export interface CloseLossInput {
  readonly lossId: string
  /** As the row that was shown has it. */
  readonly seen: string
  readonly reason: string
}

/** Rows of one kind, or all: first vials, longest in doubt first, then losses. */
export interface AttentionPage {
  readonly rows: readonly AttentionRow[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
}

export interface RestorationView {
  readonly restoration: Restoration
  /** Losses of it that nobody has looked after, vials to verify among them. */
  readonly open: Count
}

/** What a read means for the vial that is being verified. */
export type VerifyRefusal =
  | { readonly kind: 'otherVial'; readonly tag: TagId; readonly owner: VialName; readonly toVerify: ContainerId | null }
  | { readonly kind: 'freeTag'; readonly tag: TagId }
  | { readonly kind: 'otherPurpose'; readonly tag: TagId; readonly purpose: OtherPurpose }
  /** `changed`: one after the other without the gap that a hand leaves. */
  | { readonly kind: 'severalTags'; readonly tags: readonly TagId[]; readonly changed: boolean }
  | { readonly kind: 'unreadable'; readonly why: ReportDamage | TagProblem }
  /** The read could not be journaled: which vial it is of is not asked. */
  | NotSaved

export type VerifyStep =
  /** Waits for its tag. */
  | { readonly kind: 'scan' }
  /** Its tag was read, alone. `lies`: it has not been lifted since. */
  | { readonly kind: 'scanned'; readonly tag: TagId; readonly lies: boolean }
  | { readonly kind: 'refused'; readonly refusal: VerifyRefusal }
  /** It has no tag that could be read. */
  | { readonly kind: 'noTag' }

/** The vial that is being verified. */
export interface OpenVerification {
  readonly row: Extract<AttentionRow, { kind: 'verify' }>
  readonly step: VerifyStep
  /** Open procedures that wait for it. */
  readonly procedures: readonly ProcedureId[]
}

export interface AttentionSnapshot {
  /** All that waits for a person. */
  readonly count: Count
  readonly toVerify: Count
  readonly losses: Count
  /** Of this bench, not yet confirmed by central. */
  readonly waiting: Count
  /** Oldest first, with those of which nothing is open any more. */
  readonly restorations: readonly RestorationView[]
  readonly open: OpenVerification | null
  /** Counts every read that was answered here: the screen plays a sound when it moves. */
  readonly readNumber: number
}

/** A vial as the window showed it. */
export interface ShownVial {
  readonly name: string
  readonly subjectCode: string
}

export interface VerifyInput {
  readonly containerId: ContainerId
  readonly seen: ShownVial
  readonly found: Exclude<Found, { kind: 'notFound' }>
}

export interface VerifyUnscannedInput extends Omit<VerifyInput, 'found'> {
  readonly found: Found
  readonly reason: string
}
