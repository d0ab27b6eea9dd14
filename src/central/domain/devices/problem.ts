import type { ContainerId } from '../../../shared/model/ids'
import type { ProcedureRefusal } from '../../../shared/procedure/event'

/** Why central refuses what a device asks or reports. */
export type DeviceProblem =
  | ProcedureRefusal
  | { readonly kind: 'unknownProcedure'; readonly procedureId: number }
  | { readonly kind: 'deviceBusy'; readonly procedureId: number }
  | { readonly kind: 'unknownTank'; readonly storageId: number }
  /** To be verified first, or in storage already, or not any more. */
  | { readonly kind: 'vialsNotReady'; readonly containerIds: readonly ContainerId[] }
  | { readonly kind: 'outOfReach'; readonly storageId: number }
  /** Neither the device nor anybody before has told the level of the tank that is to be filled. */
  | { readonly kind: 'unknownLevel'; readonly storageId: number }
  | { readonly kind: 'refillRunning'; readonly procedureId: number }
