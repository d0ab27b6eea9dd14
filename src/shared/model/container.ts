import type { ContainerId, FacilityId, SubjectId } from './ids'
import type { Place } from './place'
import type { TagId } from './reader'

/** Why nobody knows where a vial is. A newer central may have other reasons: they count as `outcomeUnknown`. */
export const verifyReasons = [
  /** The device could not say what it did with it, or a person who ended its procedure could not. */
  'outcomeUnknown',
  /** Central was restored from a backup, and may have missed a move. */
  'restored',
  /** A person and the device have said different things. */
  'contradicted',
] as const
export type VerifyReason = (typeof verifyReasons)[number]

/** The vial is to be verified: a person looks where it is. Until then no procedure may take it. */
export interface Verification {
  /** ISO 8601, UTC. */
  readonly since: string
  readonly why: VerifyReason
  /** Where it may be; nobody else gets this place. Null where no place is known. */
  readonly place: Place | null
}

/** A sample container as the inventory knows it; `place` and `storedAt` change only when a device confirms. */
export interface SampleContainer {
  readonly id: ContainerId
  readonly name: string
  readonly description: string
  readonly subject: { readonly id: SubjectId; readonly code: string }
  readonly tag: TagId | null
  readonly taggedAt: string | null
  readonly place: Place | null
  readonly storedAt: string | null
  /** Absent: what is known of it is certain. An older central says nothing of it. */
  readonly verify?: Verification | null | undefined
  readonly version: number
}

/** A tag that the organization has used, whichever facility holds the vial: what a duplicate is refused with, also offline. */
export interface KnownTag {
  readonly tag: TagId
  readonly containerId: ContainerId
  readonly containerName: string
  readonly subjectCode: string
  readonly facilityId: FacilityId
  readonly since: string
}
