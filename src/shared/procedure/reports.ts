// What a device reports of a procedure that it works on.
import type { Procedure, ProcedureVial } from '../model/procedure'
import { refused } from '../result'
import type { ProcedureEffect, VialOutcome } from './event'
import { changeVial, type EventOf, next, type StepResult, vialIn, worksOn } from './next'

export const otherDevice = (procedure: Procedure): StepResult =>
  refused({ kind: 'otherDevice', deviceName: procedure.device?.name ?? '' })

/** Where the vial is after this, whoever says so. */
export function movesOf(
  procedure: Procedure,
  vial: ProcedureVial,
  outcome: VialOutcome['outcome'],
  at: string,
): readonly ProcedureEffect[] {
  const { containerId, place } = vial
  if (outcome === 'notDone') return []
  if (outcome === 'unknown') return [{ kind: 'doubt', containerId, at, why: 'outcomeUnknown' }]
  if (procedure.type === 'RETRIEVAL') return [{ kind: 'moveOut', containerId, at }]
  return place === null ? [] : [{ kind: 'moveIn', containerId, place, at }]
}

export function recordOutcome(procedure: Procedure, event: EventOf<'recordOutcome'>): StepResult {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  const { containerId, outcome, at } = event
  const vial = vialIn(procedure, containerId)
  if (!vial) return refused({ kind: 'unknownVial', containerId })
  if (vial.outcome !== 'pending') return refused({ kind: 'alreadyDecided', containerId, outcome: vial.outcome })
  if (outcome === 'done' && procedure.type === 'STORE' && vial.place === null) {
    return refused({ kind: 'vialsUnplaced', containerIds: [containerId] })
  }
  const vials = changeVial(procedure, vial, { outcome, outcomeAt: at })
  return next(procedure, event, { vials }, movesOf(procedure, vial, outcome, at))
}

export function reportRefill(procedure: Procedure, event: EventOf<'reportRefill'>): StepResult {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  if (procedure.refill === null) return refused({ kind: 'wrongType', event: event.kind, type: procedure.type })
  const refill = { ...procedure.refill, levelNow: event.levelPercent, litresAdded: event.litresAdded }
  return next(procedure, event, { refill })
}

export const openVials = (procedure: Procedure): readonly ProcedureVial[] =>
  procedure.vials.filter((vial) => vial.outcome === 'pending')
