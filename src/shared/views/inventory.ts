// The inventory as the search shows it.
import type { Found } from '../acts/verify-vial'
import type { Verification } from '../model/container'
import type { ContainerId, ProcedureId } from '../model/ids'
import type { Place } from '../model/place'
import type { ReportDamage, TagId } from '../model/reader'
import type { TagProblem } from '../model/tag'
import type { OtherPurpose } from '../model/tag-purpose'
import type { NotSaved } from './refusal'
import type { VialName } from './tagging'

/** One row of the inventory search. */
export interface InventoryRow {
  readonly id: ContainerId
  readonly name: string
  readonly subjectCode: string
  readonly tag: TagId | null
  readonly place: Place | null
  readonly tankName: string | null
  readonly storedAt: string | null
  /** Nobody knows for certain where it is; null if somebody does. */
  readonly verify: Verification | null
  /** Where it was found by whoever verified it at this bench; null when nobody has, or central's own word shows it. */
  readonly verifiedHere: Found | null
}

/** `total` counts to 100,000 at most where counting further would keep the screen waiting; `exact` says so. */
export interface InventoryPage {
  readonly rows: readonly InventoryRow[]
  readonly offset: number
  readonly total: number
  readonly exact: boolean
}

/** What lies on a reader where nobody is tagging. */
export type OnReader =
  | {
      readonly kind: 'vial'
      readonly tag: TagId
      readonly container: InventoryRow
      readonly openProcedure: ProcedureId | null
    }
  /** A vial that the bench knows by name only: another facility's of the organization, or one that central hasn't told of yet. */
  | {
      readonly kind: 'namedVial'
      readonly tag: TagId
      readonly vial: VialName
      readonly inOtherFacility: boolean
      readonly openProcedure: ProcedureId | null
    }
  /** No vial of the organization has this tag. */
  | { readonly kind: 'freeTag'; readonly tag: TagId }
  /** No vial's: the organization uses the tag for something else. */
  | { readonly kind: 'otherPurpose'; readonly tag: TagId; readonly purpose: OtherPurpose }
  /** `changed`: one after the other without the gap that a hand leaves. */
  | { readonly kind: 'several'; readonly tags: readonly TagId[]; readonly changed: boolean }
  /** The report is damaged, or it is well and names no tag. */
  | { readonly kind: 'unreadable'; readonly why: ReportDamage | TagProblem }
  /** It could not be journaled, and so nothing is concluded from it; until the next read that is. */
  | NotSaved
