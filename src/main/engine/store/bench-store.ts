// The store as the engine's own parts see it: the use cases' contract, and what enrolment and sync need beside it.
import type { Change } from '../../../shared/api/entities'
import type { IntentProblem } from '../../../shared/ipc/snapshots'
import type { BenchId } from '../../../shared/model/ids'
import type { Identity, Mirror, Outbox, Profile, Store } from './contract'

/** Whose chain new intents join, and the key that signs them (PKCS #8, PEM). */
export interface Signer {
  readonly benchId: BenchId
  readonly privateKeyPem: string
}

export interface FeedPosition {
  readonly epoch: string
  readonly n: number
}

/** A row of the feed of a kind that this program doesn't know. */
export interface SkippedRow {
  readonly n: number
  readonly entity: string
}

export interface SnapshotWriter {
  add(changes: readonly Change[]): void
  /** Removes a bounded number of the rows that the snapshot didn't bring; false when there are none left. */
  sweep(): boolean
  finish(cursor: FeedPosition): void
}

export interface MirrorForSync extends Mirror {
  apply(changes: readonly Change[], cursor: FeedPosition, skipped?: readonly SkippedRow[]): void
  /** From here until `finish` there is no cursor: a snapshot that was interrupted is begun again. */
  beginSnapshot(): SnapshotWriter
  /** Kinds of the feed that were skipped since the last snapshot. */
  skippedEntities(): readonly string[]
  forgetCursor(): void
  /** The epoch of central's feed that the mirror was last in line with; also without a cursor. */
  lastEpoch(): string | null
  /** Forgets all of central's state: for a bench that now belongs to another facility. */
  clear(): void
}

export interface OutboxForSync extends Outbox {
  /** What is taken out of the queue for good, and everything of its aggregate behind it. */
  park(intentIds: readonly string[], problem: IntentProblem): void
  /** When the first waiting entry may be sent, epoch milliseconds; 0 for at once, null if nothing waits. */
  nextDueMs(): number | null
  /** All that waits may be sent at once, whatever its back-off. */
  makeDue(): void
  /** Unsent work of an earlier identity of this bench is signed anew as the current one; the old entries name their successors. */
  reissue(): void
  /** Unsent work that was meant for another central or facility is taken out of the queue. */
  parkAll(problem: IntentProblem): void
  /** After central was restored from a backup: accepted intents that its state doesn't show are queued again. */
  offerLostAgain(): void
}

export interface ProfileForSync extends Profile {
  /** An enrolment whose secrets may not have been kept yet. */
  pendingIdentity(): Identity | null
  savePendingIdentity(identity: Identity | null): void
}

export interface BenchStore extends Store {
  readonly outbox: OutboxForSync
  readonly mirror: MirrorForSync
  readonly profile: ProfileForSync
  setSigner(signer: Signer): void
}
