// Central's last known state, as the engine's rooms read it.
import type { KnownTag } from '../../../../shared/model/container'
import type { Device } from '../../../../shared/model/device'
import type { FacilityRules } from '../../../../shared/model/facility-rules'
import type { ContainerId, ProcedureId, StorageId } from '../../../../shared/model/ids'
import type { Person } from '../../../../shared/model/person'
import type { CaneRef } from '../../../../shared/model/place'
import type { Procedure } from '../../../../shared/model/procedure'
import type { TagId } from '../../../../shared/model/reader'
import type { Loss, LostThing, Restoration } from '../../../../shared/model/restoration'
import type { TagPurpose } from '../../../../shared/model/tag-purpose'
import type { Count } from '../../../../shared/views/attention'
import type { InventoryPage, InventoryRow } from '../../../../shared/views/inventory'
import type { CaneView, TankView } from '../../../../shared/views/storage'

/** Things that central has told and this program could not take. */
export interface Aside {
  readonly count: number
  readonly first: { readonly entity: string; readonly key: string; readonly why: string } | null
}

/** `heardMs`: when this bench heard of its last sign of life, epoch milliseconds; null where that was not kept. */
export interface DeviceHeard {
  readonly device: Device
  readonly heardMs: number | null
}

/** The last row of the page before. */
export interface ToVerifyAfter {
  readonly since: string
  readonly id: number
}

export interface InventoryQuery {
  readonly text: string
  readonly storageId?: StorageId
  readonly offset: number
  readonly limit: number
}

/** Central's last known state. The overlay of unsent work is not in here: see procedures/overlay. */
export interface Mirror {
  /** What central has told and this program could not take. */
  aside(): Aside
  /** Also by the number that it had at a bench before central had numbered it. */
  procedure(id: ProcedureId): Procedure | null
  openProcedures(): readonly Procedure[]
  /** COMPLETED, CANCELLED and FAILED ones since `iso`, newest first. */
  endedSince(iso: string, limit: number): readonly Procedure[]
  refills(limit: number): readonly Procedure[]
  /** Of which the device has spoken after a person had ended them; newest first. */
  withLateReports(limit: number): readonly Procedure[]
  knownTag(tag: TagId): KnownTag | null
  /** What the tag is for: `vial` for every tag of which the organization has said nothing else. */
  tagPurpose(tag: TagId): TagPurpose
  container(id: ContainerId): InventoryRow | null
  containerByTag(tag: TagId): InventoryRow | null
  /** Vials of which nobody knows for certain where they are, longest first, without those that this bench has just verified. */
  toVerify(limit: number, after?: ToVerifyAfter | null): readonly InventoryRow[]
  /** Of them, to a thousand. */
  toVerifyCount(): Count
  isToVerify(id: ContainerId): boolean
  anyToVerify(): boolean
  inventory(query: InventoryQuery): InventoryPage
  tanks(levelsSinceIso: string): readonly TankView[]
  /** Canes of a tank with what is stored on them and planned by open procedures of the mirror. */
  canes(storageId: StorageId): readonly CaneView[]
  cane(cane: CaneRef): CaneView | null
  devices(): readonly DeviceHeard[]
  people(): readonly Person[]
  /** What the facility has laid down, as central last told. */
  rules(): FacilityRules
  /** Restores of central that it has told of, oldest first. */
  restorations(): readonly Restoration[]
  /** What central may have lost, and nobody has looked after yet. */
  losses(limit: number): readonly Loss[]
  loss(id: string): Loss | null
  lossCount(): number
  /** Those that a person closes with a reason, and this bench has not: after this id; their number to a thousand. */
  lossesToClose(after: string, limit: number): readonly Loss[]
  lossToCloseCount(): Count
  /** What is remembered of a vial that central has. */
  lossesOf(id: ContainerId): readonly Loss[]
  /** What is lost that has this tag: a vial that central doesn't have any more. */
  lostWith(tag: TagId): LostThing | null
  /** Open ones of a restoration, to a thousand. */
  lossCountOf(restoration: string): Count
  /** This bench's acts about all that, as long as the feed has not brought them back. */
  lookedAfterHere(): Count
}
