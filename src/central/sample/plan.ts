// What the past of one facility of the sample is made from.
import type { Random } from '../../shared/ports'
import type { Result } from '../../shared/result'
import type { Central } from '../domain/central'
import type { DeviceAccess } from '../domain/devices/access'
import type { BulkTank } from './bulk'
import type { SampleFacility, SampleOrganization } from './house'
import type { SampleRefill } from './levels'

export interface SettableClock {
  set(wallMs: number): void
}

export type TankRefill = SampleRefill & { readonly storageId: number }

export interface HistoryPlan {
  readonly central: Central
  readonly clock: SettableClock
  readonly nowMs: number
  readonly organization: { readonly id: number } & SampleOrganization
  readonly facility: { readonly id: number } & SampleFacility
  readonly device: DeviceAccess
  readonly subjects: readonly { readonly id: number; readonly code: string }[]
  readonly tanks: readonly BulkTank[]
  readonly refills: readonly TankRefill[]
  /** Stored containers of the facility whose number is asked for. */
  readonly size: number
  readonly random: Random
  /** The next number for a container's name and tag. */
  nextNumber(): number
}

/** The value of a step that nothing in the sample can refuse. */
export function must<Value>(result: Result<Value, { readonly kind: string }>): Value {
  if (result.ok) return result.value
  throw new Error(`The sample's own step was refused: ${JSON.stringify(result.problem)}`)
}
