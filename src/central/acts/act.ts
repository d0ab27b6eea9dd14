// What an act is at central: what it reads, as data, and how it decides from that, purely. Only `facts.ts` and `effects.ts` touch the
// database: what is read for many acts at once, and written for many, changes no act.
import type { ActProblem } from '../../shared/acts/problems'
import type { SampleContainer } from '../../shared/model/container'
import type { Person } from '../../shared/model/person'
import type { Cane } from '../../shared/model/place'
import type { Actor, Procedure } from '../../shared/model/procedure'
import type { Loss } from '../../shared/model/restoration'
import type { ProcedureEvent } from '../../shared/procedure/event'
import type { Stepped } from '../../shared/procedure/step'
import type { Result } from '../../shared/result'
import type { Bench } from '../domain/benches/enrolment'
import type { Making, NewVial } from '../domain/procedures/making'
import type { Settled } from '../domain/restoration/settle-vial'
import type { NewResolution, ResolvedIntents } from '../store/resolutions'
import type { ActFacts } from './facts'
import type { Read } from './read'

/** What an accepted act writes. */
export type Effect =
  | {
      readonly kind: 'event'
      readonly before: Procedure
      readonly event: ProcedureEvent
      readonly stepped: Stepped
    }
  | {
      readonly kind: 'makeProcedure'
      readonly making: Making
      readonly newVials: readonly NewVial[]
      readonly known: readonly SampleContainer[]
    }
  | { readonly kind: 'addCane'; readonly cane: Cane }
  | ({ readonly kind: 'verifyVial' } & Settled)
  | { readonly kind: 'closeLoss'; readonly loss: Loss; readonly closed: NonNullable<Loss['closed']> }
  | { readonly kind: 'keepResolution'; readonly resolution: NewResolution; readonly intents: ResolvedIntents }

export interface Decision {
  readonly effects: readonly Effect[]
  /** Of the procedure or vial that the act is about, with the act in it: at least so much; null for what has none. */
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
  /** Whoever asks has the act's right: that is checked before. `facts` has what `reads` names, and throws when asked for more. */
  decide(body: Body, facts: ActFacts, by: Asker): Result<Decision, Refused>
}
