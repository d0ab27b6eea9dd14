// What every event of a procedure has in common: the next version of it, and what is bound and freed by the change.
import type { ContainerId } from '../model/ids'
import type { Procedure, ProcedureVial } from '../model/procedure'
import { ok, type Result } from '../result'
import type { ProcedureEffect, ProcedureEvent, ProcedureEventKind, ProcedureRefusal } from './event'
import { changesOfHeld } from './life'

export interface Stepped {
  readonly procedure: Procedure
  readonly effects: readonly ProcedureEffect[]
}

export type StepResult = Result<Stepped, ProcedureRefusal>
export type EventOf<Kind extends ProcedureEventKind> = Extract<ProcedureEvent, { kind: Kind }>

/** `effects`: besides what follows for tags and places. */
export function next(
  procedure: Procedure,
  event: ProcedureEvent,
  change: Partial<Procedure>,
  effects: readonly ProcedureEffect[] = [],
): StepResult {
  const after: Procedure = { ...procedure, ...change, updatedAt: event.at, version: procedure.version + 1 }
  return ok({ procedure: after, effects: [...changesOfHeld(procedure, after, event), ...effects] })
}

export const vialIn = (procedure: Procedure, id: ContainerId): ProcedureVial | undefined =>
  procedure.vials.find((each) => each.containerId === id)

export const changeVial = (procedure: Procedure, vial: ProcedureVial, change: Partial<ProcedureVial>) =>
  procedure.vials.map((each) => (each.containerId === vial.containerId ? { ...each, ...change } : each))

export const idsOf = (vials: readonly ProcedureVial[]): readonly ContainerId[] => vials.map((vial) => vial.containerId)

/** A device has a say only in what it works on; a person is no device. */
export const worksOn = (procedure: Procedure, event: ProcedureEvent): boolean =>
  event.by.kind !== 'device' || procedure.device === null || procedure.device.id === event.by.deviceId
