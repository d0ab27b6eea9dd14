// The one shape in which each room of the engine hands compose.ts what it does. A room knows nothing of the others: what it needs of them it
// declares as a small port of its own.
import type { Answer, Events, Parsed, RequestName, SnapshotName } from '../../../shared/ipc/contract'
import type { Touched } from '../../../shared/model/touched'

export type Handlers = {
  readonly [Name in RequestName]: (input: Parsed<Name>) => Answer<Name> | Promise<Answer<Name>>
}

export type SnapshotSources = { readonly [Name in SnapshotName]: () => Events[Name] }

/** A room's file ends in `satisfies Room`, so that compose.ts knows which requests and snapshots are this room's. */
export interface Room {
  /** The requests that it answers. */
  readonly handlers: Partial<Handlers>
  /** What the screens are shown of it. */
  readonly snapshots?: Partial<SnapshotSources>
  /** Commits after which its snapshots are published again. */
  readonly touchedBy?: readonly Touched[]
  /** Called once the first screen is drawn. What it rejects with is reported, and the other rooms go on. */
  start?(): Promise<void>
  /** Called in the order of compose.ts's list, when the start has ended. */
  stop?(): void | Promise<void>
}

/** Says that the states behind these snapshots have changed. They are published soon, once, however often it is said. */
export type SnapshotsChanged = (...names: readonly SnapshotName[]) => void
