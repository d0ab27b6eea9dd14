// What the sync centre shows.
import type { ToldProblem } from '../acts/problems/told'
import type { ActKind } from '../acts/table'
import type { IntentId, ProcedureId } from '../model/ids'
import type { Place } from '../model/place'
import type { TagId } from '../model/reader'
import type { CentralLink } from './central-link'

/** An act of this bench as a list names it. Times are epoch milliseconds of the bench's clock. */
export interface BenchAct {
  readonly intentId: IntentId
  readonly benchSeq: number
  readonly kind: ActKind
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
  | { readonly kind: 'nextAttempt'; readonly atMs: number; readonly problem: ToldProblem | null }

export interface WaitingAct extends BenchAct {
  readonly attempts: number
  readonly waitingFor: WaitingFor
}

export interface SyncSnapshot {
  readonly link: CentralLink
  /** How changes arrive: at once, asked for every few seconds (`heldBack`: because live events come late, or not at all), or not at all. */
  readonly arrives: 'live' | 'polled' | 'heldBack' | 'notAtAll'
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
