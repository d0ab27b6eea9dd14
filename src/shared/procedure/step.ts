// The life cycle of a procedure: one pure function, run by the bench (to foresee) and by central (to decide).
import { assertNever } from '../assert-never'
import { samePlace } from '../model/place'
import type { Procedure } from '../model/procedure'
import { refused } from '../result'
import { complete, endByPerson, ended, fail, reportLate } from './ends'
import type { ProcedureEvent } from './event'
import { verified } from './found'
import { changeVial, type EventOf, idsOf, next, type StepResult, vialIn } from './next'
import { recordOutcome, reportRefill } from './reports'
import { rules } from './rules'

export type { Stepped } from './next'

/**
 * The procedure after `event`, with what else must be written, or why the event can't be.
 * Every transition that the table in `rules.ts` doesn't list is refused; a status or type that this program doesn't know is refused too.
 */
export function step(procedure: Procedure, event: ProcedureEvent): StepResult {
  const rule = rules[event.kind]
  if (procedure.type === 'UNKNOWN' || !rule.types.includes(procedure.type)) {
    return refused({ kind: 'wrongType', event: event.kind, type: procedure.type })
  }
  if (procedure.status === 'UNKNOWN' || !rule.from.includes(procedure.status)) {
    return refused({ kind: 'wrongStatus', event: event.kind, status: procedure.status })
  }
  switch (event.kind) {
    case 'assignTag':
      return assignTag(procedure, event)
    case 'releaseTag':
      return releaseTag(procedure, event)
    case 'prepare':
      return prepare(procedure, event)
    case 'accept':
      return accept(procedure, event)
    case 'cancel':
      return ended(procedure, event, 'CANCELLED')
    case 'start':
      return next(procedure, event, {
        status: 'IN_PROGRESS',
        statusName: 'IN_PROGRESS',
        device: event.device,
        startedAt: event.at,
        claim: null,
      })
    case 'recordOutcome':
      return recordOutcome(procedure, event)
    case 'reportRefill':
      return reportRefill(procedure, event)
    case 'complete':
      return complete(procedure, event)
    case 'fail':
      return fail(procedure, event)
    case 'end':
      return endByPerson(procedure, event)
    case 'reportLate':
      return reportLate(procedure, event)
    case 'verify':
      return verified(procedure, event)
    default:
      return assertNever(event)
  }
}

/** A vial that comes back has its tag already: what is read must be that tag, and it gets its place. */
function assignTag(procedure: Procedure, event: EventOf<'assignTag'>): StepResult {
  const { containerId, tag, place } = event
  const vial = vialIn(procedure, containerId)
  if (!vial) return refused({ kind: 'unknownVial', containerId })
  if (vial.outcome !== 'pending') return refused({ kind: 'alreadyDecided', containerId, outcome: vial.outcome })
  const isConfirmation = vial.returning === true && vial.place === null
  if (vial.tag !== null && !isConfirmation) return refused({ kind: 'alreadyTagged', containerId, tag: vial.tag })
  if (isConfirmation && vial.tag !== tag) return refused({ kind: 'otherTag', containerId, tag: vial.tag })
  const others = procedure.vials.filter((each) => each !== vial)
  const tagged = others.find((each) => each.tag === tag)
  if (tagged) return refused({ kind: 'tagTwice', tag, containerId: tagged.containerId })
  const placed = others.find((each) => each.place !== null && samePlace(each.place, place))
  if (placed) return refused({ kind: 'placeTwice', place, containerId: placed.containerId })
  return next(procedure, event, { vials: changeVial(procedure, vial, { tag, place }) })
}

/** A vial that comes back keeps its tag, and only gives its place back. */
function releaseTag(procedure: Procedure, event: EventOf<'releaseTag'>): StepResult {
  const { containerId, tag } = event
  const vial = vialIn(procedure, containerId)
  if (!vial) return refused({ kind: 'unknownVial', containerId })
  if (vial.outcome !== 'pending') return refused({ kind: 'alreadyDecided', containerId, outcome: vial.outcome })
  const isUnconfirmed = vial.returning === true && vial.place === null
  if (vial.tag !== tag || isUnconfirmed) {
    return refused({ kind: 'otherTag', containerId, tag: isUnconfirmed ? null : vial.tag })
  }
  const change = { tag: vial.returning === true ? vial.tag : null, place: null }
  return next(procedure, event, { vials: changeVial(procedure, vial, change) })
}

function prepare(procedure: Procedure, event: ProcedureEvent): StepResult {
  const untagged = procedure.vials.filter((vial) => vial.tag === null)
  if (untagged.length > 0) return refused({ kind: 'vialsUntagged', containerIds: idsOf(untagged) })
  const unplaced = procedure.vials.filter((vial) => vial.place === null)
  if (unplaced.length > 0) return refused({ kind: 'vialsUnplaced', containerIds: idsOf(unplaced) })
  return next(procedure, event, { status: 'CREATED', statusName: 'CREATED', preparedBy: event.by, claim: null })
}

const isSamePerson = (a: Procedure['requestedBy'], b: Procedure['requestedBy']): boolean =>
  a?.kind === 'person' && b?.kind === 'person' && a.personId === b.personId

function accept(procedure: Procedure, event: EventOf<'accept'>): StepResult {
  if (isSamePerson(procedure.requestedBy, event.by) || isSamePerson(procedure.preparedBy, event.by)) {
    return refused({ kind: 'ownRequest', name: event.by.name })
  }
  return next(procedure, event, { status: 'CREATED', statusName: 'CREATED', acceptedBy: event.by, claim: null })
}
