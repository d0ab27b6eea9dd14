import type { Device } from '../model/device'
import type { Procedure } from '../model/procedure'
import type { TankView } from './storage'

export interface DevicesSnapshot {
  readonly devices: readonly { readonly device: Device; readonly procedure: Procedure | null }[]
  readonly tanks: readonly TankView[]
  /** Running first, then newest first; at most 50. */
  readonly refills: readonly Procedure[]
}
