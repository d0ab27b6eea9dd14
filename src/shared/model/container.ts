import type { ContainerId, FacilityId, SubjectId } from './ids'
import type { Place } from './place'
import type { TagId } from './reader'

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
