// What the engine's use cases ask of the store. Everything is synchronous: one process, one connection, short transactions.

import type { ActBody } from '../../../shared/acts'
import type { ToldProblem } from '../../../shared/acts/problems'
import type { IntentEnvelope } from '../../../shared/api/intents'
import type { Fingerprint } from '../../../shared/enrolment/fingerprint'
import type { KnownTag } from '../../../shared/model/container'
import type { Device } from '../../../shared/model/device'
import type { BenchId, ContainerId, FacilityId, IntentId, ProcedureId, StorageId } from '../../../shared/model/ids'
import type { Person } from '../../../shared/model/person'
import type { CaneRef, Place } from '../../../shared/model/place'
import type { Actor, Procedure } from '../../../shared/model/procedure'
import type { TagId } from '../../../shared/model/reader'
import type { Touched } from '../../../shared/model/touched'
import type { InventoryPage, InventoryRow } from '../../../shared/views/inventory'
import type { Settings } from '../../../shared/views/settings'
import type { CaneView, TankView } from '../../../shared/views/storage'

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
  | { readonly kind: 'opened' }
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

export type OutboxState = 'queued' | 'sending' | 'accepted' | 'conflict' | 'rejected' | 'parked'

export interface OutboxEntry {
  readonly envelope: IntentEnvelope
  readonly body: ActBody
  readonly aggregate: string
  readonly state: OutboxState
  readonly attempts: number
  readonly nextAttemptMs: number | null
  readonly problem: ToldProblem | null
  /** The aggregate's version on central with this intent in it; null until accepted. */
  readonly acceptedVersion: number | null
}

export interface NewIntent {
  readonly body: ActBody
  readonly actor: Actor
  readonly baseVersions: Readonly<Record<string, number>>
}

export interface Outbox {
  /** Chains and signs; part of the caller's transaction. */
  enqueue(intent: NewIntent): IntentEnvelope
  /** Not yet in the mirror: queued, sending, or accepted with a version the feed hasn't brought. Oldest first. */
  unsettled(procedureId: ProcedureId): readonly OutboxEntry[]
  unsettledProcedures(): readonly ProcedureId[]
  /** Refused or parked, for the screens that show why. */
  refused(procedureId?: ProcedureId): readonly OutboxEntry[]
  /** `cane.add` intents not in the mirror yet. */
  unsettledCanes(): readonly CaneRef[]
  summary(): { readonly waiting: number; readonly oldestMs: number | null; readonly refused: number }
}

export interface InventoryQuery {
  readonly text: string
  readonly storageId?: StorageId
  readonly offset: number
  readonly limit: number
}

/** Central's last known state. The overlay of unsent work is not in here: see procedures/overlay. */
export interface Mirror {
  procedure(id: ProcedureId): Procedure | null
  openProcedures(): readonly Procedure[]
  /** COMPLETED, CANCELLED and FAILED ones since `iso`, newest first. */
  endedSince(iso: string, limit: number): readonly Procedure[]
  refills(limit: number): readonly Procedure[]
  knownTag(tag: TagId): KnownTag | null
  container(id: ContainerId): InventoryRow | null
  containerByTag(tag: TagId): InventoryRow | null
  inventory(query: InventoryQuery): InventoryPage
  tanks(levelsSinceIso: string): readonly TankView[]
  /** Canes of a tank with what is stored on them and planned by open procedures of the mirror. */
  canes(storageId: StorageId): readonly CaneView[]
  cane(cane: CaneRef): CaneView | null
  devices(): readonly Device[]
  people(): readonly Person[]
}

/** Who this bench is. The token and the private key are not here: they are in the shell's safe storage. */
export interface Identity {
  readonly benchId: BenchId
  readonly centralUrl: string
  readonly organizationName: string
  readonly facilityId: FacilityId
  readonly facilityName: string
  /** Of the key that central must show; absent where the certificate's authority is asked instead, and without TLS. */
  readonly fingerprint?: Fingerprint
}

export interface Profile {
  identity(): Identity | null
  saveIdentity(identity: Identity): void
  settings(): Settings
  saveSettings(settings: Settings): void
  currentPerson(): string | null
  saveCurrentPerson(personId: string): void
}

/** The procedures whose mirror row or unsent work a commit has changed; `any` where it can't be said which. */
export type TouchedProcedures = ReadonlySet<ProcedureId> | 'any'

export interface Store {
  readonly journal: Journal
  readonly tagging: TaggingLog
  readonly outbox: Outbox
  readonly mirror: Mirror
  readonly profile: Profile
  /** Runs `work` in one immediate transaction; throws what it throws, after the roll-back. Inner calls join. */
  transact<Value>(work: () => Value): Value
  /** Listeners run after the commit. */
  onCommit(listener: (touched: ReadonlySet<Touched>, procedures: TouchedProcedures) => void): () => void
  close(): void
}
