import type { ToldProblem } from '../acts/problems/told'
import type { ContainerId } from '../model/ids'
import type { Procedure } from '../model/procedure'
import type { Stalled } from '../procedure/stalled'

/** How far a vial's tag has come. */
export type Saving = 'none' | 'saved' | 'sent' | 'confirmed' | 'refused'

export interface WorklistEntry {
  readonly procedure: Procedure
  /** Parts of it that only this bench knows yet. */
  readonly unsent: number
  readonly problem: ToldProblem | null
  /** Vials whose tag is on, in `procedure.vials` order. */
  readonly saving: readonly Saving[]
  /** Another bench holds it. */
  readonly claimedElsewhere: string | null
  /** Its vials of which nobody knows for certain where they are: no device gets them before they were verified. Of open procedures only. */
  readonly toVerify: readonly ContainerId[]
  /** Its device has gone silent, or does not go on; null for what goes on, or does not run. */
  readonly stalled: Stalled | null
  /** This bench has begun and stopped in the middle. */
  readonly resumable: boolean
}

export interface WorklistSnapshot {
  readonly loading: boolean
  readonly toTag: readonly WorklistEntry[]
  readonly toReview: readonly WorklistEntry[]
  readonly queued: readonly WorklistEntry[]
  readonly running: readonly WorklistEntry[]
  /** Failed or cancelled since local midnight, newest first, at most 200. */
  readonly notDoneToday: readonly WorklistEntry[]
  /** COMPLETED since local midnight, newest first, at most 200. */
  readonly doneToday: readonly WorklistEntry[]
  /** Types or states that this program doesn't know; shown by name. */
  readonly other: readonly WorklistEntry[]
}
