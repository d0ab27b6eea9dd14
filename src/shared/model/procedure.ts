// Procedures as bench and central both know them. Their wire shape is in api/entities.ts.
import type { BenchId, ContainerId, DeviceId, FacilityId, PersonId, ProcedureId, StorageId, SubjectId } from './ids'
import type { Made } from './made'
import type { Place } from './place'
import type { TagId } from './reader'

export const procedureTypes = ['STORE', 'RETRIEVAL', 'REFILL'] as const
export type ProcedureType = (typeof procedureTypes)[number]

export const procedureStatuses = ['PENDING', 'CREATED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'FAILED'] as const
export type ProcedureStatus = (typeof procedureStatuses)[number]

/** A newer central may send types and states this program has not heard of: they are shown by `typeName`, and refused by every rule. */
export type OrUnknown<Value extends string> = Value | 'UNKNOWN'

/** What the device did with a vial. `unknown` stays open until a person looks into the tank. */
export const outcomes = ['pending', 'done', 'notDone', 'unknown'] as const
export type Outcome = (typeof outcomes)[number]

export interface ProcedureVial {
  readonly containerId: ContainerId
  readonly name: string
  readonly description: string
  readonly tag: TagId | null
  /** STORE: where it is to go. RETRIEVAL: where it was when the procedure was made. */
  readonly place: Place | null
  readonly outcome: Outcome
  readonly outcomeAt: string | null
  /** It was in storage before and comes back: it keeps its tag for good, and a scan confirms that tag. Absent: no. */
  readonly returning?: boolean | undefined
}

/** What the device has said of a procedure after a person had ended it. */
export interface LateReport {
  /** Null where it is about the whole procedure. */
  readonly containerId: ContainerId | null
  readonly said: Exclude<Outcome, 'pending'> | 'completed' | 'failed'
  readonly reason: string | null
  readonly at: string
}

/** Who did something, as it is shown and kept. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: PersonId; readonly name: string; readonly benchId: BenchId }
  | { readonly kind: 'client'; readonly clientId: string; readonly name: string }
  | { readonly kind: 'device'; readonly deviceId: DeviceId; readonly name: string }

/** A bench's lease on an open procedure; it lapses at `expiresAt`. */
export interface Claim {
  readonly benchId: BenchId
  readonly benchName: string
  readonly expiresAt: string
}

export interface Refill {
  readonly storageId: StorageId
  readonly tankName: string
  readonly levelBefore: number
  readonly levelNow: number
  readonly litresAdded: number
}

export interface Procedure {
  readonly id: ProcedureId
  readonly type: OrUnknown<ProcedureType>
  readonly typeName: string
  readonly status: OrUnknown<ProcedureStatus>
  readonly statusName: string
  readonly facilityId: FacilityId
  /** null for a REFILL, which is never tied to a subject. */
  readonly subject: { readonly id: SubjectId; readonly code: string } | null
  readonly vials: readonly ProcedureVial[]
  readonly requestedBy: Actor | null
  readonly preparedBy: Actor | null
  readonly acceptedBy: Actor | null
  readonly device: { readonly id: DeviceId; readonly name: string } | null
  readonly claim: Claim | null
  readonly refill: Refill | null
  /** Why it was cancelled or failed; null also where a device has ended it and not every vial was done. */
  readonly reason: string | null
  /** The person who ended it in place of its device. Absent: nobody. */
  readonly endedBy?: Actor | null | undefined
  /** Absent: none. */
  readonly lateReports?: readonly LateReport[] | undefined
  /** Absent: it was not made at a bench. */
  readonly made?: Made | undefined
  readonly createdAt: string
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly updatedAt: string
  /** Counts every change on central; a bench's unsent work is compared with it. */
  readonly version: number
}

/** The device and the person who ended the procedure say different things of this vial. */
export const contradictionOf = (
  { lateReports = [] }: Pick<Procedure, 'lateReports'>,
  { containerId, outcome }: ProcedureVial,
): LateReport | null =>
  lateReports.findLast((report) => report.containerId === containerId && report.said !== outcome) ?? null

export const isOpen = (status: OrUnknown<ProcedureStatus>): boolean =>
  status === 'PENDING' || status === 'CREATED' || status === 'IN_PROGRESS'
