import type { Device } from '../model/device'
import type { Procedure } from '../model/procedure'
import type { TankView } from './storage'

export interface DeviceView {
  readonly device: Device
  readonly procedure: Procedure | null
  /** When this bench heard of its last sign of life, epoch milliseconds; null where that was not kept. */
  readonly heardMs: number | null
}

export interface DevicesSnapshot {
  readonly devices: readonly DeviceView[]
  readonly tanks: readonly TankView[]
  /** Running first, then newest first; at most 50. */
  readonly refills: readonly Procedure[]
}
