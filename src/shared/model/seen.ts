// A procedure as a person saw it, for people to read: enough to know it by.
import type { ContainerId } from './ids'

export interface SeenVial {
  readonly containerId: ContainerId
  readonly name: string
}

/** A procedure, and the vials of it that an act is about, for people to read. */
export interface SeenProcedure {
  /** STORE, RETRIEVAL, REFILL: as central names it. */
  readonly type: string
  readonly subjectCode: string | null
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** The vials that the act concerns; of an act on the whole procedure its first ones, at most `namedVials`. */
  readonly vials: readonly SeenVial[]
  /** How many vials the act concerns. */
  readonly vialCount: number
}
