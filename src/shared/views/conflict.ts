// What the conflict desk shows.
import type { ToldProblem } from '../acts/problems/told'
import type { ConflictChoice, ConflictKind } from '../model/conflict-kind'
import type { Device } from '../model/device'
import type { IntentId } from '../model/ids'
import type { Role } from '../model/person'
import type { Place } from '../model/place'
import type { Actor, LateReport, Procedure, ProcedureVial } from '../model/procedure'
import type { SeenProcedure } from '../model/seen'
import type { Right } from '../rights'
import type { BenchAct } from './sync'

/** What a person decides about one. */
export interface ConflictDecision {
  readonly conflictId: IntentId
  readonly choice: ConflictChoice
  readonly reason: string | null
  /** What it was shown to be about; absent where nobody was shown anything. */
  readonly shown?: { readonly acts: readonly IntentId[]; readonly status: string | null } | undefined
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
    /** What the act is about, as its person saw it; null for what concerns no procedure, and for acts of older programs. */
    readonly seen: SeenProcedure | null
  }
  readonly central: {
    readonly problem: ToldProblem
    /** As the feed last told; null if central doesn't know it, or not this facility. */
    readonly procedure: Procedure | null
    /** What it has under the number that the act names; null if nothing. */
    readonly seen: SeenProcedure | null
    /** Who brought central to the state that refused; null if nobody did, or central doesn't say. `benchName`: where, if at a bench. */
    readonly by: { readonly actor: Actor; readonly benchName: string | null; readonly at: string } | null
  }
  /** The device that works, or would work, on the procedure. */
  readonly device: Device | null
  /** What the three columns differ in. */
  readonly differs: readonly ('seen' | 'status' | 'tag' | 'place' | 'person' | 'device')[]
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

/** A device says otherwise than the person who ended its procedure. It is over when each of these vials has been verified. */
export interface Contradicted {
  readonly procedure: Procedure
  readonly vials: readonly {
    readonly vial: ProcedureVial
    readonly said: LateReport
    /** Where it may be. */
    readonly place: Place | null
  }[]
}

export interface ConflictsSnapshot {
  /** Newest first. */
  readonly contradicted: readonly Contradicted[]
  /** Oldest first. */
  readonly open: readonly Conflict[]
  /** Newest first, at most 50. */
  readonly resolved: readonly ResolvedConflict[]
}
