// The whole store: as the engine's rooms see it, and as enrolment and sync do.
import type { BenchId, ProcedureId } from '../../../../shared/model/ids'
import type { Touched } from '../../../../shared/model/touched'
import type { MirrorForSync } from './feed'
import type { Mirror } from './mirror'
import type { Outbox, OutboxForSync, UnresolvedWork } from './outbox'
import type { Profile, ProfileForSync } from './profile'
import type { Journal, TaggingLog } from './records'

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

/** Whose chain new intents join, and the key that signs them (PKCS #8, PEM). */
export interface Signer {
  readonly benchId: BenchId
  readonly privateKeyPem: string
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
