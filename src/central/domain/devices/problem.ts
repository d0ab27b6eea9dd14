import type { Given } from '../../../shared/model/given'
import type { ContainerId } from '../../../shared/model/ids'
import type { SeenProcedure } from '../../../shared/model/seen'
import type { ProcedureRefusal } from '../../../shared/procedure/event'

/** Why central refuses what a device asks or reports. */
export type DeviceProblem =
  | ProcedureRefusal
  | { readonly kind: 'unknownProcedure'; readonly procedureId: number }
  /** Central has something else under the number than the device was given. */
  | { readonly kind: 'notWhatWasGiven'; readonly given: Given; readonly central: SeenProcedure }
  /** A device that does not say what it was given may start only what it has asked for since. */
  | { readonly kind: 'notHandedOver'; readonly procedureId: number }
  | { readonly kind: 'deviceBusy'; readonly procedureId: number }
  | { readonly kind: 'unknownTank'; readonly storageId: number }
  /** To be verified first, or in storage already, or not any more. */
  | { readonly kind: 'vialsNotReady'; readonly containerIds: readonly ContainerId[] }
  | { readonly kind: 'outOfReach'; readonly storageId: number }
  /** Neither the device nor anybody before has told the level of the tank that is to be filled. */
  | { readonly kind: 'unknownLevel'; readonly storageId: number }
  | { readonly kind: 'refillRunning'; readonly procedureId: number }
