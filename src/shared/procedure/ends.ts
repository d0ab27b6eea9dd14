// How a procedure ends, and what is said of it afterwards. COMPLETED means that every vial was done.
import type { Procedure } from '../model/procedure'
import { refused } from '../result'
import type { VialOutcome } from './event'
import { type EventOf, idsOf, next, type StepResult, vialIn, worksOn } from './next'
import { movesOf, openVials, otherDevice } from './reports'

const missing = (procedure: Procedure): StepResult | null => {
  const open = openVials(procedure)
  return open.length === 0 ? null : refused({ kind: 'outcomesMissing', containerIds: idsOf(open) })
}

const over = (procedure: Procedure, status: 'COMPLETED' | 'CANCELLED' | 'FAILED', at: string) =>
  ({
    change: { status, statusName: status, completedAt: at, claim: null },
    release: { kind: 'releaseVials', containerIds: idsOf(procedure.vials) },
  }) as const

export function ended(
  procedure: Procedure,
  event: EventOf<'cancel' | 'fail'>,
  status: 'CANCELLED' | 'FAILED',
): StepResult {
  const reason = event.reason.trim()
  if (reason === '') return refused({ kind: 'reasonMissing' })
  const { change, release } = over(procedure, status, event.at)
  return next(procedure, event, { ...change, reason }, [release])
}

/** A device that has come to its end with a vial that is not done has not completed it, whatever it calls it. */
export function complete(procedure: Procedure, event: EventOf<'complete'>): StepResult {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  const open = missing(procedure)
  if (open !== null) return open
  const isDone = procedure.vials.every((vial) => vial.outcome === 'done')
  const { change, release } = over(procedure, isDone ? 'COMPLETED' : 'FAILED', event.at)
  return next(procedure, event, change, [release])
}

export function fail(procedure: Procedure, event: EventOf<'fail'>): StepResult {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  return missing(procedure) ?? ended(procedure, event, 'FAILED')
}

/**
 * A person says of every vial what became of it, as far as the device has not. What they say of one that the device has told of must be the
 * same: it is never overwritten.
 */
export function endByPerson(procedure: Procedure, event: EventOf<'end'>): StepResult {
  const { outcomes, at, by } = event
  const reason = event.reason.trim()
  if (reason === '') return refused({ kind: 'reasonMissing' })
  const said = new Map<VialOutcome['containerId'], VialOutcome['outcome']>()
  for (const { containerId, outcome } of outcomes) {
    const vial = vialIn(procedure, containerId)
    if (vial === undefined) return refused({ kind: 'unknownVial', containerId })
    if (vial.outcome === outcome) continue
    const told = vial.outcome === 'pending' ? said.get(containerId) : vial.outcome
    if (told !== undefined) return refused({ kind: 'alreadyDecided', containerId, outcome: told })
    said.set(containerId, outcome)
  }
  const open = openVials(procedure).filter((vial) => !said.has(vial.containerId))
  if (open.length > 0) return refused({ kind: 'outcomesMissing', containerIds: idsOf(open) })
  const vials = procedure.vials.map((vial) => {
    const outcome = said.get(vial.containerId)
    return outcome === undefined ? vial : { ...vial, outcome, outcomeAt: at }
  })
  const moves = openVials(procedure).flatMap((vial) => {
    const outcome = said.get(vial.containerId)
    return outcome === undefined ? [] : movesOf(procedure, vial, outcome, at)
  })
  const { change, release } = over(procedure, 'FAILED', at)
  return next(procedure, event, { ...change, vials, reason, endedBy: by }, [...moves, release])
}

/**
 * Kept beside what the person has said. A vial of which the two say different things is in doubt: nobody is believed before somebody has
 * looked.
 */
export function reportLate(procedure: Procedure, event: EventOf<'reportLate'>): StepResult {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  if (!procedure.endedBy) return refused({ kind: 'wrongStatus', event: event.kind, status: procedure.status })
  const { containerId, said, reason, at } = event
  const vial = containerId === null ? undefined : vialIn(procedure, containerId)
  if (containerId !== null && vial === undefined) return refused({ kind: 'unknownVial', containerId })
  const lateReports = [...(procedure.lateReports ?? []), { containerId, said, reason, at }]
  const isDoubtful = vial !== undefined && vial.outcome !== said
  return next(
    procedure,
    event,
    { lateReports },
    isDoubtful ? [{ kind: 'doubt', containerId: vial.containerId, at, why: 'contradicted' }] : [],
  )
}
