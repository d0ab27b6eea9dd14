// How the mirror follows central: its position in the feed, the history that it has followed, and snapshots.
import type { Change } from '../../../../shared/api/entities'
import type { Procedure } from '../../../../shared/model/procedure'
import type { Mirror } from './mirror'

export interface FeedPosition {
  readonly epoch: string
  readonly n: number
  /** Of row `n`, as central gives it: distinguishes the row from the one with its number in another history. */
  readonly digest?: string | undefined
  /** Central's time when it told of it, ISO 8601. */
  readonly at?: string | undefined
}

/** A row of central's feed. */
export interface RowDigest {
  readonly n: number
  readonly digest: string
  /** Central's time when it told of it, ISO 8601; an older program has not kept it. */
  readonly at?: string | undefined
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

/** A row of the feed that is passed over: of a kind that this program doesn't know, or one that it can't take. */
export interface SkippedRow {
  readonly n: number
  readonly entity: string
  /** Which thing of a kind that it knows, and why not. Absent: the kind is unknown. */
  readonly cannot?: { readonly key: string; readonly why: string } | undefined
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
  /** Whether another program was here last; from now on it is this one. */
  ranBy(program: string): boolean
  /**
   * Procedures that central has changed since, as the feed told: of a bounded number of rows after this id. `next` is where to go on, null
   * at the end.
   */
  changedSince(iso: string, after: number): { readonly procedures: readonly Procedure[]; readonly next: number | null }
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
  /** What `history` was when it was forgotten, until the next snapshot is whole; else null. */
  replaced(): FollowedHistory | null
  /** Forgets all of central's state: for a bench that now belongs to another facility. */
  clear(): void
}
