// What an act is at central: what it reads, as data, and how it decides from that, purely. Only `known.ts` and `effects.ts` touch the
// database: what is read for many acts at once, and written for many, changes no act.
import type { ActProblem } from '../../shared/acts/problems'
import type { Person } from '../../shared/model/person'
import type { Cane, CaneRef, Place } from '../../shared/model/place'
import type { Actor, Procedure } from '../../shared/model/procedure'
import type { TagId } from '../../shared/model/reader'
import type { ProcedureEvent } from '../../shared/procedure/event'
import type { Stepped } from '../../shared/procedure/step'
import type { Result } from '../../shared/result'
import type { Bench } from '../domain/enrolment'
import type { NewResolution, ResolvedIntents } from '../store/resolutions'
import type { Known } from './known'

/** What an act asks central's database, before it decides. */
export type Read =
  | { readonly kind: 'procedure'; readonly id: number }
  /** Only its version: the act changes nothing of it. */
  | { readonly kind: 'version'; readonly procedure: number }
  | { readonly kind: 'tag'; readonly tag: TagId }
  | { readonly kind: 'cane'; readonly cane: CaneRef }
  | { readonly kind: 'canister'; readonly cane: CaneRef }
  /** A canister with what a new cane of its tank would hold. */
  | { readonly kind: 'room'; readonly cane: CaneRef }
  | { readonly kind: 'place'; readonly place: Place }
  /** What central has answered to these intents, or which of them people have resolved or withdrawn. */
  | { readonly kind: 'answers' | 'resolutions' | 'withdrawals'; readonly intentIds: readonly string[] }

/** What an accepted act writes. */
export type Effect =
  | {
      readonly kind: 'event'
      readonly before: Procedure
      readonly event: ProcedureEvent
      readonly stepped: Stepped
    }
  | { readonly kind: 'addCane'; readonly cane: Cane }
  | { readonly kind: 'keepResolution'; readonly resolution: NewResolution; readonly intents: ResolvedIntents }

export interface Decision {
  readonly effects: readonly Effect[]
  /** Of the procedure that the act is about, with the act in it; null for what has none. */
  readonly version: number | null
}

export interface Refused {
  readonly problem: ActProblem
  /** The procedure whose state refuses: the bench is told its version, and who brought it there. */
  readonly against: Procedure | null
}

/** Who asks. */
export interface Asker {
  readonly intentId: string
  readonly bench: Bench
  /** As central knows them. */
  readonly person: Person
  readonly actor: Actor
  /** When it was done; never later than `now`. ISO 8601, as all times. */
  readonly at: string
  /** The transaction's time. */
  readonly now: string
}

/** Methods, so that each body meets its own act: see `Act`. */
export interface CentralAct<Body> {
  reads(body: Body): readonly Read[]
  /** Whoever asks has the act's right: that is checked before. `known` has what `reads` names, and throws when asked for more. */
  decide(body: Body, known: Known, by: Asker): Result<Decision, Refused>
}
