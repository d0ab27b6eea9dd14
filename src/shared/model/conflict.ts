// What the conflict desk shows.
import type { IntentProblem } from '../acts/problem'
import type { Right } from '../rights'
import type { Device } from './device'
import type { IntentId } from './ids'
import type { Role } from './person'
import type { Actor, Procedure } from './procedure'
import type { BenchAct } from './sync'

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

/** What a person decides about one. */
export interface ConflictDecision {
  readonly conflictId: IntentId
  readonly choice: ConflictChoice
  readonly reason: string | null
}

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
  readonly choices: readonly { readonly choice: ConflictChoice; readonly right: Right; readonly needsReason: boolean }[]
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
