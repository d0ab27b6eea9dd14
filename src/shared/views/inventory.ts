// The inventory as the search shows it.
import type { Verification } from '../model/container'
import type { ContainerId, ProcedureId } from '../model/ids'
import type { Place } from '../model/place'
import type { TagId } from '../model/reader'

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
}

/** `total` counts to 100,000 at most where counting further would keep the screen waiting; `exact` says so. */
export interface InventoryPage {
  readonly rows: readonly InventoryRow[]
  readonly offset: number
  readonly total: number
  readonly exact: boolean
}

/** A scan on a screen that expects none: the vial it belongs to. */
export interface FoundVial {
  readonly tag: TagId
  readonly container: InventoryRow | null
  readonly openProcedure: ProcedureId | null
}
