// What the sync centre and the conflict desk show: whole snapshots, pushed by the engine whenever they change. Plain data only.
import type { IntentBody } from '../api/intents'
import type { Device } from '../model/device'
import type { IntentId, ProcedureId } from '../model/ids'
import type { Role } from '../model/person'
import type { Place } from '../model/place'
import type { Actor, Procedure } from '../model/procedure'
import type { TagId } from '../model/reader'
import type { CentralLink, IntentProblem } from './snapshots'

/** An act of this bench as a list names it. Times are epoch milliseconds of the bench's clock. */
export interface BenchAct {
  readonly intentId: IntentId
  readonly benchSeq: number
  readonly kind: IntentBody['kind']
  readonly procedureId: ProcedureId | null
  readonly subjectCode: string | null
  readonly vialName: string | null
  readonly tag: TagId | null
  readonly place: Place | null
  /** As the person gave it when cancelling or releasing. */
  readonly reason: string | null
  readonly actorName: string
  readonly atMs: number
}

/** Why an act has not reached central yet. */
export type WaitingFor =
  | { readonly kind: 'sending' }
  /** Goes with the next batch. */
  | { readonly kind: 'itsTurn' }
  /** Central is out of reach, or the bench is offline on purpose. */
  | { readonly kind: 'central' }
  /** An earlier act on the same procedure must get through first. */
  | { readonly kind: 'earlier'; readonly intentId: IntentId }
  | { readonly kind: 'nextAttempt'; readonly atMs: number; readonly problem: IntentProblem | null }

export interface WaitingAct extends BenchAct {
  readonly attempts: number
  readonly waitingFor: WaitingFor
}

export interface SyncSnapshot {
  readonly link: CentralLink
  /** How changes arrive: at once, asked for every few seconds, or not at all. */
  readonly arrives: 'live' | 'polled' | 'notAtAll'
  readonly lastContactMs: number | null
  readonly clock: {
    /** Bench clock minus central's, milliseconds; null before the first contact. */
    readonly offsetMs: number | null
    /** `wrong`: approvals are refused until the clock agrees again. */
    readonly verdict: 'unknown' | 'right' | 'off' | 'wrong'
  }
  /** Requests of the last minute, and how many it may have. */
  readonly budget: { readonly used: number; readonly perMinute: number }
  readonly feed: { readonly position: number | null; readonly head: number | null }
  /** Over this bench's whole life. */
  readonly confirmed: number
  readonly waitingCount: number
  /** The oldest 200. */
  readonly waiting: readonly WaitingAct[]
  readonly nextAttemptMs: number | null
  /** Acts that wait at the conflict desk for a person. */
  readonly conflicts: number
}

export type ConflictKind =
  | 'cancelledCentrally'
  | 'tagUsedElsewhere'
  | 'taggedOtherwise'
  | 'otherBench'
  | 'rightWithdrawn'
  | 'deviceExecuting'
  | 'placeTaken'
  /** Central's procedure is in another state than this bench's act needs, for none of the reasons above. */
  | 'movedOn'
  /** No state of central could accept it: a fault of a program, or another facility's work. */
  | 'impossible'

export type ConflictChoice =
  /** Central's state stands; the bench's act is withdrawn. Always offered, always safe. */
  | 'keepCentral'
  /** The same act again, on central's state of now, by the person who stands here. */
  | 'doAgain'
  /** The act is withdrawn and the vial goes back on the reader, for another tag or place. */
  | 'tagAgain'
  /** Central's tag of this vial is released and the bench's put in its place. */
  | 'useOurTag'

/** One disagreement. Acts parked behind the refused one are part of it. */
export interface Conflict {
  /** The refused intent. */
  readonly id: IntentId
  readonly kind: ConflictKind
  readonly sinceMs: number
  /** Who has to act. */
  readonly owner: Role | 'administrator'
  readonly bench: BenchAct & {
    /** Later acts of this bench that were parked behind it. */
    readonly behind: readonly BenchAct[]
    /** The procedure as this bench had foreseen it; null for what concerns none. */
    readonly foreseen: Procedure | null
  }
  readonly central: {
    readonly problem: IntentProblem
    /** As the feed last told; null if central doesn't know it, or not this facility. */
    readonly procedure: Procedure | null
    /** Who brought central to the state that refused; null if nobody did, or central doesn't say. `benchName`: where, if at a bench. */
    readonly by: { readonly actor: Actor; readonly benchName: string | null; readonly at: string } | null
  }
  /** The device that works, or would work, on the procedure. */
  readonly device: Device | null
  /** What the three columns differ in. */
  readonly differs: readonly ('status' | 'tag' | 'place' | 'person' | 'device')[]
  /** The safe one first. */
  readonly choices: readonly { readonly choice: ConflictChoice; readonly needs: Role; readonly needsReason: boolean }[]
}

export interface ResolvedConflict {
  readonly id: IntentId
  readonly kind: ConflictKind
  readonly choice: ConflictChoice
  readonly by: string
  readonly atMs: number
  readonly reason: string | null
  readonly act: BenchAct
  /** How far the resolution itself has come. */
  readonly saving: 'saved' | 'confirmed' | 'refused'
}

export interface ConflictsSnapshot {
  /** Oldest first. */
  readonly open: readonly Conflict[]
  /** Newest first, at most 50. */
  readonly resolved: readonly ResolvedConflict[]
}
