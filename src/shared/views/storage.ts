// Canes and tanks with what is in them.
import type { LevelBand } from '../model/level'
import type { Cane, LevelReading, Tank } from '../model/place'

/** A cane with what is on it: stored, planned by an open procedure, or free. */
export interface CaneView extends Cane {
  readonly tankName: string
  readonly positions: readonly ('free' | 'stored' | 'planned')[]
  readonly free: number
}

export interface TankView {
  /** With its level as it was told last. */
  readonly tank: Tank
  /** Where the level stands beside its limits; null while nobody has told one. */
  readonly band: LevelBand | null
  /** When this bench heard of the level, epoch milliseconds: it was told by then. Null where that was not kept. */
  readonly heardMs: number | null
  readonly occupied: number
  /** Of 30 days in the order in which they were told, thinned for a picture; empty where places are chosen. */
  readonly levels: readonly LevelReading[]
}
