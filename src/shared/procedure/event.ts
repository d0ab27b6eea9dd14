// What can happen to a procedure, what follows from it, and why it may be refused.
import type { VerifyReason } from '../model/container'
import type { ContainerId, DeviceId } from '../model/ids'
import type { Place } from '../model/place'
import type { Actor, LateReport, OrUnknown, Outcome, ProcedureStatus, ProcedureType } from '../model/procedure'
import type { TagId } from '../model/reader'

interface Happening {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: Actor
}

export type ProcedureEvent = Happening &
  (
    | { readonly kind: 'assignTag'; readonly containerId: ContainerId; readonly tag: TagId; readonly place: Place }
    | { readonly kind: 'releaseTag'; readonly containerId: ContainerId; readonly tag: TagId }
    | { readonly kind: 'prepare' }
    | { readonly kind: 'accept' }
    | { readonly kind: 'cancel'; readonly reason: string }
    | { readonly kind: 'start'; readonly device: { readonly id: DeviceId; readonly name: string } }
    | {
        readonly kind: 'recordOutcome'
        readonly containerId: ContainerId
        readonly outcome: Exclude<Outcome, 'pending'>
      }
    | { readonly kind: 'reportRefill'; readonly levelPercent: number; readonly litresAdded: number }
    | { readonly kind: 'complete' }
    | { readonly kind: 'fail'; readonly reason: string }
    /** A person ends it in place of a device that has stopped answering. */
    | { readonly kind: 'end'; readonly reason: string; readonly outcomes: readonly VialOutcome[] }
    /** What the device says after that. */
    | ({ readonly kind: 'reportLate' } & Omit<LateReport, 'at'>)
    /** A person has found the vial in storage, when nobody knew for certain where it was. */
    | { readonly kind: 'verify'; readonly containerId: ContainerId; readonly place: Place }
  )

export interface VialOutcome {
  readonly containerId: ContainerId
  readonly outcome: Exclude<Outcome, 'pending'>
}

export type ProcedureEventKind = ProcedureEvent['kind']

/** What the caller must write besides the procedure itself, in the same transaction. */
export type ProcedureEffect =
  | { readonly kind: 'bindTag'; readonly containerId: ContainerId; readonly tag: TagId; readonly at: string }
  | {
      readonly kind: 'freeTag'
      readonly containerId: ContainerId
      readonly tag: TagId
      readonly at: string
      /** The event that ended the binding. */
      readonly why: ProcedureEventKind
    }
  | { readonly kind: 'bindPlace'; readonly containerId: ContainerId; readonly place: Place }
  | { readonly kind: 'freePlaces'; readonly containerIds: readonly ContainerId[] }
  | { readonly kind: 'moveIn'; readonly containerId: ContainerId; readonly place: Place; readonly at: string }
  | { readonly kind: 'moveOut'; readonly containerId: ContainerId; readonly at: string }
  /** Nobody knows where the vial is: no procedure may take it until a person has looked. */
  | { readonly kind: 'doubt'; readonly containerId: ContainerId; readonly at: string; readonly why: VerifyReason }
  | { readonly kind: 'releaseVials'; readonly containerIds: readonly ContainerId[] }

export type ProcedureRefusal =
  | { readonly kind: 'wrongStatus'; readonly event: ProcedureEventKind; readonly status: OrUnknown<ProcedureStatus> }
  | { readonly kind: 'wrongType'; readonly event: ProcedureEventKind; readonly type: OrUnknown<ProcedureType> }
  | { readonly kind: 'unknownVial'; readonly containerId: ContainerId }
  | { readonly kind: 'vialsUntagged'; readonly containerIds: readonly ContainerId[] }
  | { readonly kind: 'vialsUnplaced'; readonly containerIds: readonly ContainerId[] }
  | { readonly kind: 'alreadyTagged'; readonly containerId: ContainerId; readonly tag: TagId }
  | { readonly kind: 'otherTag'; readonly containerId: ContainerId; readonly tag: TagId | null }
  | { readonly kind: 'tagTwice'; readonly tag: TagId; readonly containerId: ContainerId }
  | { readonly kind: 'placeTwice'; readonly place: Place; readonly containerId: ContainerId }
  | { readonly kind: 'ownRequest'; readonly name: string }
  | { readonly kind: 'reasonMissing' }
  | { readonly kind: 'outcomesMissing'; readonly containerIds: readonly ContainerId[] }
  | { readonly kind: 'alreadyDecided'; readonly containerId: ContainerId; readonly outcome: Outcome }
  | { readonly kind: 'otherDevice'; readonly deviceName: string }
