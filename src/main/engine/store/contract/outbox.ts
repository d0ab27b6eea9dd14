// Acts on their way to central: what the rooms of the engine need of the outbox, and what sending and resolving need beside it.
import type { ActBody } from '../../../../shared/acts'
import type { ToldProblem } from '../../../../shared/acts/problems'
import type { OutboxProblem } from '../../../../shared/acts/problems/of-outbox'
import type { ResolveConflict } from '../../../../shared/acts/resolve-conflict'
import type { IntentAnswer } from '../../../../shared/api/bench'
import type { IntentEnvelope } from '../../../../shared/api/intents'
import type { ProcedureId } from '../../../../shared/model/ids'
import type { CaneRef, Place } from '../../../../shared/model/place'
import type { Actor } from '../../../../shared/model/procedure'

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
  /** Places where this bench has found vials, of acts not in the mirror yet. */
  unsettledFinds(): readonly Place[]
  summary(): { readonly waiting: number; readonly oldestMs: number | null; readonly refused: number }
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
  /** The number of the last act made under the present identity, 0 before the first. */
  made(): number
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
