// What people and readers did at this bench, as it is kept: raw reads, and the events of tagging. Everything in the store is synchronous:
// one process, one connection, short transactions.
import type { ContainerId, IntentId, ProcedureId } from '../../../../shared/model/ids'
import type { CaneRef, Place } from '../../../../shared/model/place'
import type { Actor } from '../../../../shared/model/procedure'
import type { TagId } from '../../../../shared/model/reader'

/** A raw read as the reader gave it; appended and committed before anything is concluded from it. */
export interface RawRead {
  readonly readerId: string
  readonly model: string
  readonly serial: string | null
  readonly simulated: boolean
  readonly reportHex: string
  readonly tags: readonly TagId[]
  readonly malformed: string | null
  readonly wallMs: number
  readonly monotonicMs: number
}

export interface Journal {
  /** Durable when it returns. */
  append(read: RawRead): number
  /** What was concluded: `accepted`, `tagInUse`, `ignored`, … Part of the caller's transaction. */
  conclude(readId: number, conclusion: string): void
  /** Reads of a run that died between reading and concluding; kept as such, oldest first. */
  unconcluded(): readonly (RawRead & { readonly id: number })[]
}

/** What staff did while tagging one procedure; the session is the fold of these. */
export type TaggingEvent =
  /** `about`: by what names its procedure was known (`namesDigest`). An older program has not kept it. */
  | { readonly kind: 'opened'; readonly about?: string | undefined }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'placeChosen'; readonly cane: CaneRef }
  | {
      readonly kind: 'tagged'
      readonly containerId: ContainerId
      readonly tag: TagId
      readonly place: Place
      readonly intentId: IntentId
      readonly readId: number
    }
  | {
      readonly kind: 'undone'
      readonly containerId: ContainerId
      readonly tag: TagId
      readonly why: 'byHand' | 'severalTags'
    }
  | { readonly kind: 'skipped'; readonly containerId: ContainerId }
  | { readonly kind: 'wentTo'; readonly containerId: ContainerId }
  | { readonly kind: 'lastConfirmed'; readonly containerId: ContainerId }
  | { readonly kind: 'mismatch'; readonly tag: TagId; readonly ownerName: string; readonly ownerSubject: string }
  | { readonly kind: 'finished' }

export interface TaggingLog {
  append(procedureId: ProcedureId, event: TaggingEvent, atMs: number, actor: Actor): void
  events(procedureId: ProcedureId): readonly TaggingEvent[]
  /** The procedure whose session was `opened` and neither `stopped` nor `finished`: after a crash, the one to resume. */
  open(): ProcedureId | null
  /** Procedures that this bench began and stopped in the middle. */
  resumable(): readonly ProcedureId[]
}
