// The row of a problem: all that central, bench and screens know of why an act was refused. Its words are in the language files.
import type { ConflictKind } from '../../model/conflict-kind'
import type { ContainerId } from '../../model/ids'
import type { Place } from '../../model/place'
import type { ProcedureEventKind } from '../../procedure/event'

/** A problem's data as it arrived: any of it may be missing, or anything. */
export type Told<Problem> = { readonly [Field in keyof Problem]?: unknown }

/** What a meaning can hang on, besides the problem's own data: as the bench knows it now. */
export interface Circumstances {
  /** Another bench has done, or holds, what this one wanted to do. */
  isElsewhere(): boolean
  /** Another bench has the procedure claimed now. */
  isClaimedElsewhere(): boolean
  /** The refused act binds this very tag. */
  bindsTag(tag: unknown): boolean
}

/** Where central finds who brought it to the state that refuses: the latest of these events, of these vials if any are named. */
export interface OriginSearch {
  readonly in: 'procedure' | { readonly holding: ContainerId } | { readonly at: Place }
  readonly events: readonly ProcedureEventKind[]
  readonly vials?: readonly ContainerId[]
}

/** Methods, as in the row of an act. */
export interface ProblemRow<Problem extends { readonly kind: string }> {
  /** No state of central could ever accept the act (`rejected`); else a person has to decide (`conflict`). */
  readonly isFinal: boolean
  /** Whether central knows of the refusal afterwards. What may be forged it does not remember. */
  isRemembered(told: Told<Problem>): boolean
  /** `whole`: of the whole procedure, or of the person: one cause, however many acts met it. `elsewhere`: it is another facility's. */
  readonly scope: 'act' | 'whole' | 'elsewhere'
  /** Asked for once more, the act could be accepted. */
  readonly canBeAskedAgain: boolean
  /** What it is at the conflict desk, and so who decides (`deciders`). */
  readonly meaning: ConflictKind | ((told: Told<Problem>, circumstances: Circumstances) => ConflictKind)
  /** Vials that it names as the reason, of an act that concerns none by itself. */
  vials(told: Told<Problem>): readonly ContainerId[]
  /** What it says of the acts that a resolution names (`intentIds`): resolved already, not decided yet, or nothing. */
  readonly ofNamed: 'resolved' | 'undecided' | null
  /** Null where nobody did, as where a person is not entitled. */
  origin(problem: Problem): OriginSearch | null
}

/** What most problems have in common: central remembers them, they name no vials and no acts, and nobody brought them about. */
export const plain = {
  isRemembered: () => true,
  vials: () => [],
  ofNamed: null,
  origin: () => null,
} as const satisfies Partial<ProblemRow<never>>

/** Who decides about a conflict: whoever may do the act itself, whoever may override, or an administrator. */
export const deciders: Readonly<Record<ConflictKind, 'whoMayAct' | 'whoMayOverride' | 'administrator'>> = {
  cancelledCentrally: 'whoMayAct',
  tagUsedElsewhere: 'whoMayAct',
  unfitTag: 'whoMayAct',
  taggedOtherwise: 'whoMayAct',
  otherBench: 'whoMayAct',
  notAsSeen: 'whoMayOverride',
  rightWithdrawn: 'whoMayOverride',
  deviceExecuting: 'whoMayAct',
  placeTaken: 'whoMayAct',
  cannotBeMade: 'whoMayAct',
  movedOn: 'whoMayAct',
  impossible: 'administrator',
}
