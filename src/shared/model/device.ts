import type { DeviceId, ProcedureId, StorageId } from './ids'

/** Why a value in a device's report can't be so. */
export const oddities = [
  'outOfRange',
  'notANumber',
  'unknownWord',
  'unknownTank',
  'unknownField',
  'missing',
  'notUnderstood',
] as const
export type Oddity = (typeof oddities)[number]

/** A value that a device has reported and central has passed over. The rest of the report was taken. */
export interface OddValue {
  /** Where in the report, such as `levels.2.percent`; empty for the report as a whole. */
  readonly where: string
  /** The tank that it was about, as the device named it. */
  readonly storageId: StorageId | null
  /** As it was told: the beginning of its JSON. */
  readonly told: string
  readonly why: Oddity
}

/** What a storage device last said of itself. Silence is shown with its age, never guessed at. */
export interface Device {
  readonly id: DeviceId
  readonly name: string
  readonly state: 'idle' | 'working' | 'refilling' | 'fault'
  readonly procedureId: ProcedureId | null
  readonly lastSeenAt: string | null
  /** What it reported lately that can't be so; absent while there is nothing. */
  readonly oddValues?: readonly OddValue[] | undefined
  readonly version: number
}
