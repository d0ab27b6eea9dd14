import type { StorageId } from './ids'

/** Where a vial sits: tank, canister, cane, and the position on the cane (1 at the bottom). Names are unique inside their parent. */
export interface Place {
  readonly storageId: StorageId
  readonly canister: string
  readonly cane: string
  readonly position: number
}

/** A cane, without its position: what staff choose; the positions follow from what is free. */
export type CaneRef = Omit<Place, 'position'>

export const caneKey = (cane: CaneRef): string => `${cane.storageId}/${cane.canister}/${cane.cane}`

export const samePlace = (a: Place, b: Place): boolean => caneKey(a) === caneKey(b) && a.position === b.position

export interface Cane extends CaneRef {
  /** Vials it holds at most. */
  readonly capacity: number
}

export interface Canister {
  readonly name: string
  /** Canes it holds at most. */
  readonly caneLimit: number
}

/** One LN2 level reading, percent of the tank's usable height. */
export interface LevelReading {
  readonly at: string
  readonly percent: number
}

/** A storage solution of type DEWAR. */
export interface Tank {
  readonly id: StorageId
  readonly name: string
  readonly capacity: number
  readonly canisters: readonly Canister[]
  /** The device that serves it, when one does. */
  readonly deviceName: string | null
  readonly level: LevelReading | null
  readonly version: number
}
