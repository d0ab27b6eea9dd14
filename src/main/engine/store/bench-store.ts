// The store as the engine's own parts see it: the use cases' contract, and what enrolment and sync need beside it.

import type { OutboxProblem } from '../../../shared/acts/problems/of-outbox'
import type { ResolveConflict } from '../../../shared/acts/resolve-conflict'
import type { IntentAnswer } from '../../../shared/api/bench'
import type { Change } from '../../../shared/api/entities'
import type { BenchId } from '../../../shared/model/ids'
import type { StoreNotice } from '../../../shared/views/store-notice'
import type { Identity, Mirror, Outbox, OutboxEntry, Profile, Store } from './contract'

/** Whose chain new intents join, and the key that signs them (PKCS #8, PEM). */
export interface Signer {
  readonly benchId: BenchId
  readonly privateKeyPem: string
}

export interface FeedPosition {
  readonly epoch: string
  readonly n: number
  /** Of row `n`, as central gives it: distinguishes the row from the one with its number in another history. */
  readonly digest?: string | undefined
}

/** A row of central's feed. */
export interface RowDigest {
  readonly n: number
  readonly digest: string
}

/** What of central's history the mirror stands on. */
export interface FollowedHistory {
  readonly epoch: string
  /** The cursor's number, 0 without one. */
  readonly n: number
  /** The furthest that were heard of: by the feed, a snapshot, or the answer to an intent. Most often one. */
  readonly rows: readonly RowDigest[]
  /** How many snapshots were begun before: where it has moved, another history may have come in between. */
  readonly snapshots: number
}

/** A row of the feed of a kind that this program doesn't know. */
export interface SkippedRow {
  readonly n: number
  readonly entity: string
}

/** Where an interrupted snapshot can go on. */
export interface SnapshotProgress {
  /** The feed is followed from here once the snapshot is whole. */
  readonly position: FeedPosition
  /** Central's name for the place in its stream. */
  readonly resume: string
  /** Rows before that place, and of all as far as central could say. */
  readonly received: number
  readonly total: number
}

/** What comes with changes, read when these have been gone through. */
export interface WithSnapshotRows {
  /** All rows before that place are in with this chunk. */
  readonly reached?: SnapshotProgress | null
  /** Of a kind that this program doesn't know. */
  readonly skipped?: readonly SkippedRow[]
}

export interface SnapshotWriter {
  /** One transaction; `changes` are gone through in it, once. */
  add(changes: Iterable<Change>, more?: WithSnapshotRows): void
  /** Removes a bounded number of the rows that the snapshot didn't bring; false when there are none left. */
  sweep(): boolean
  /** `sent`: what the request for it had named. */
  finish(cursor: FeedPosition, sent?: readonly RowDigest[]): void
}

export interface MirrorForSync extends Mirror {
  /**
   * One transaction; `changes` are gone through in it, once, and `cursor` and `skipped` are read afterwards. `sent`: what the request for
   * them had named.
   */
  apply(
    changes: Iterable<Change>,
    cursor: FeedPosition,
    skipped?: readonly SkippedRow[],
    sent?: readonly RowDigest[],
  ): void
  cursor(): FeedPosition | null
  /** A new snapshot, in chunks; rows that it doesn't bring are gone after `finish`. From here until then there is no cursor. */
  beginSnapshot(): SnapshotWriter
  /** Null if no snapshot was interrupted after a place where it can go on. */
  interruptedSnapshot(): SnapshotProgress | null
  /** Goes on with the interrupted one; its rows stay as they are. */
  resumeSnapshot(): SnapshotWriter
  /** Kinds of the feed that were skipped since the last snapshot. */
  skippedEntities(): readonly string[]
  /** The next thing that is needed is a new snapshot. */
  forgetCursor(): void
  /** As `forgetCursor`, and central's history is not the one that was followed here: it was restored from a backup. */
  forgetHistory(): void
  /** The epoch of central's feed that the mirror was last in line with; also without a cursor. Empty after `forgetHistory`. */
  lastEpoch(): string | null
  /** An answer to a request that had named `sent` says how far the feed has come. Durable with the next transaction. */
  recordRow(row: RowDigest, sent: readonly RowDigest[]): void
  /** Null without one: before the first snapshot, and from `forgetHistory` to the end of the next. */
  history(): FollowedHistory | null
  /** Forgets all of central's state: for a bench that now belongs to another facility. */
  clear(): void
}

export interface OutboxForSync extends Outbox {
  /** Entries due, in `bench_seq` order, none behind an earlier unfinished one of its aggregate; they become `sending`. */
  nextBatch(limit: number, nowMs: number): readonly OutboxEntry[]
  /** Answers from central; a refused act parks the later ones of its aggregate. */
  settle(answers: readonly IntentAnswer[]): void
  /** No answer came: back to `queued`. `countsAsAttempt` is false for being offline. */
  requeue(intentIds: readonly string[], nextAttemptMs: number | null, problem: string, countsAsAttempt: boolean): void
  /** Removes these from the queue for good, and everything of their aggregates behind them. */
  park(intentIds: readonly string[], problem: OutboxProblem): void
  /** Whether acts are being sent now. */
  isSending(): boolean
  /** When the first waiting entry may be sent, epoch milliseconds; 0 for at once, null if nothing waits for a time. */
  nextDueMs(nowMs: number): number | null
  /** What is being sent goes back to the queue: nobody waits for its answer any more. */
  recover(): void
  /** Ids of all that waits, in order. */
  unsentIds(): readonly string[]
  /** All that waits may be sent at once, whatever its back-off. */
  makeDue(): void
  /** Unsent work of an earlier identity of this bench is signed anew as the current one; the old entries name their successors. */
  reissue(): void
  /**
   * As `reissue`, of one aggregate, with all that waits in it: what the current identity did there came after. False if there is none.
   */
  reissueNext(): boolean
  /** Unsent work that was meant for another central or facility leaves the queue. */
  parkAll(problem: OutboxProblem): void
  /**
   * After central was restored from a backup: what it had accepted is queued again, and it answers what it still remembers as
   * before. In pieces: goes on after this position, and answers where the next piece begins, null at the end. Work of earlier identities
   * among it has to be signed anew then, before anything is sent.
   */
  offerAgain(after: number): number | null
  /** What has not been answered, oldest first. */
  waiting(limit: number): readonly OutboxEntry[]
  /** Acts that central has accepted, ever. */
  confirmed(): number
  /** Every entry after this position, in the order in which it entered the outbox. */
  entriesAfter(position: number, limit: number): readonly (OutboxEntry & { readonly position: number })[]
}

/** The bench's identity may be another machine's too, or an intent of it may be missing here: it must not sign any more. */
export interface Renewal {
  readonly why: 'sequenceUsed' | 'chainBroken' | 'tailUnproven'
  /** Names the chain of what is done until central has given a new identity; central never sees it. */
  readonly standIn: BenchId
  readonly sinceMs: number
}

export interface RefusedEntry extends OutboxEntry {
  /** When this bench came to know; for one of an older program, when it was done. Epoch milliseconds of the bench's clock. */
  readonly refusedMs: number
}

export interface Resolution {
  readonly entry: OutboxEntry
  readonly body: ResolveConflict
  /** The intent that gave the conflict its name. */
  readonly act: OutboxEntry
}

export interface UnresolvedWork {
  /** Refused or parked, and resolved by nobody yet; oldest first. */
  unresolved(): readonly RefusedEntry[]
  /** Part of the caller's transaction, with the resolution enqueued before. Throws if one of them is not open any more. */
  resolve(intentIds: readonly string[], resolutionId: string): void
  /** Newest first. */
  resolutions(limit: number): readonly Resolution[]
}

export interface ProfileForSync extends Profile {
  /** Null while the identity is beyond doubt. */
  renewal(): Renewal | null
  saveRenewal(renewal: Renewal | null): void
  /** What happened to this bench's data, until somebody has read it. */
  notices(): readonly StoreNotice[]
  addNotice(notice: StoreNotice): void
  forgetNotices(): void
  /** Remembers by which key this identity's intents can be checked. `publicKey`: SPKI, DER, base64. */
  rememberKey(benchId: BenchId, publicKey: string): void
  /** An enrolment whose secrets may not have been kept yet. */
  pendingIdentity(): Identity | null
  savePendingIdentity(identity: Identity | null): void
  /** Since when the bench works offline on purpose, epoch milliseconds; null if it doesn't. */
  offlineSinceMs(): number | null
  saveOfflineSinceMs(sinceMs: number | null): void
  /** When central last answered, epoch milliseconds; kept when contact is lost. */
  lastContactMs(): number | null
  saveLastContactMs(atMs: number): void
  /** Public keys (SPKI, DER, base64) of every identity that this bench has had, by bench id. */
  publicKeys(): Readonly<Record<string, string>>
}

/** The write-ahead log. */
export interface StoreLog {
  /** Pages in it, and how many of them are not in the database yet. After all were moved the next commit starts it over. */
  pages(): { readonly all: number; readonly unmoved: number }
  /** Whether commits move it by themselves whenever it has grown; they do unless told otherwise. */
  moveAtCommit(does: boolean): void
}

export interface BenchStore extends Store {
  readonly log: StoreLog
  readonly outbox: OutboxForSync & UnresolvedWork
  readonly mirror: MirrorForSync
  readonly profile: ProfileForSync
  /** Answers the one before. */
  setSigner(signer: Signer): Signer | null
  /** Moves whenever a row changes. */
  changes(): number
}
