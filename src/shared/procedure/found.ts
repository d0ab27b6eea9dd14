// A person has found where a vial really is that an open procedure is about: the procedure goes on from there.
import type { Place } from '../model/place'
import type { Procedure, ProcedureVial } from '../model/procedure'
import { refused } from '../result'
import { changeVial, type EventOf, next, type StepResult, vialIn } from './next'

/**
 * What a STORE was to do with the vial is done: it keeps tag and place, however the procedure ends. A RETRIEVAL takes it from where it was
 * found, unless a device is at work by what it was given before. What is bound and freed by it the verification itself says.
 */
export function verified(procedure: Procedure, event: EventOf<'verify'>): StepResult {
  const { containerId } = event
  const vial = vialIn(procedure, containerId)
  if (vial === undefined) return refused({ kind: 'unknownVial', containerId })
  if (vial.outcome !== 'pending') return refused({ kind: 'alreadyDecided', containerId, outcome: vial.outcome })
  return next(procedure, event, { vials: changeVial(procedure, vial, changeBy(procedure, event)) })
}

function changeBy({ type, status }: Procedure, { place, at }: EventOf<'verify'>): Partial<ProcedureVial> {
  const moved: { readonly place?: Place } = status === 'IN_PROGRESS' ? {} : { place }
  return type === 'STORE' ? { ...moved, outcome: 'done', outcomeAt: at } : moved
}
