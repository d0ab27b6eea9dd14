import type { DeviceId, ProcedureId } from './ids'

/** What a storage device last said of itself. Silence is shown with its age, never guessed at. */
export interface Device {
  readonly id: DeviceId
  readonly name: string
  readonly state: 'idle' | 'working' | 'refilling' | 'fault'
  readonly procedureId: ProcedureId | null
  readonly lastSeenAt: string | null
  readonly version: number
}
