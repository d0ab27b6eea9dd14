// Canes and tanks with what is in them.
import type { Cane, LevelReading, Tank } from '../model/place'

/** A cane with what is on it: stored, planned by an open procedure, or free. */
export interface CaneView extends Cane {
  readonly tankName: string
  readonly positions: readonly ('free' | 'stored' | 'planned')[]
  readonly free: number
}

export interface TankView {
  readonly tank: Tank
  readonly occupied: number
  /** Of 30 days, thinned for a picture; empty where places are chosen. */
  readonly levels: readonly LevelReading[]
}
