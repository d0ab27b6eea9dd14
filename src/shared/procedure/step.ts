// The life cycle of a procedure: one pure function, run by the bench (to foresee) and by central (to decide).
import { assertNever } from '../assert-never'
import { samePlace } from '../model/place'
import type { Procedure, ProcedureVial } from '../model/procedure'
import { ok, type Result, refused } from '../result'
import type { ProcedureEffect, ProcedureEvent, ProcedureEventKind, ProcedureRefusal } from './event'
import { rules } from './rules'

export interface Stepped {
  readonly procedure: Procedure
  readonly effects: readonly ProcedureEffect[]
}

type Outcome = Result<Stepped, ProcedureRefusal>

/**
 * The procedure after `event`, with what else must be written, or why the event can't be.
 * Every transition that the table in `rules.ts` doesn't list is refused; a status or type that this program doesn't know is refused too.
 */
export function step(procedure: Procedure, event: ProcedureEvent): Outcome {
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
      return end(procedure, event, 'CANCELLED')
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
    default:
      return assertNever(event)
  }
}

type EventOf<Kind extends ProcedureEventKind> = Extract<ProcedureEvent, { kind: Kind }>

function next(
  procedure: Procedure,
  event: ProcedureEvent,
  change: Partial<Procedure>,
  effects: readonly ProcedureEffect[] = [],
): Outcome {
  return ok({
    procedure: { ...procedure, ...change, updatedAt: event.at, version: procedure.version + 1 },
    effects,
  })
}

const changeVial = (procedure: Procedure, vial: ProcedureVial, change: Partial<ProcedureVial>) =>
  procedure.vials.map((each) => (each.containerId === vial.containerId ? { ...each, ...change } : each))

const idsOf = (vials: readonly ProcedureVial[]) => vials.map((vial) => vial.containerId)

function assignTag(procedure: Procedure, event: EventOf<'assignTag'>): Outcome {
  const { containerId, tag, place } = event
  const vial = procedure.vials.find((each) => each.containerId === containerId)
  if (!vial) return refused({ kind: 'unknownVial', containerId })
  if (vial.tag !== null) return refused({ kind: 'alreadyTagged', containerId, tag: vial.tag })
  const others = procedure.vials.filter((each) => each !== vial)
  const tagged = others.find((each) => each.tag === tag)
  if (tagged) return refused({ kind: 'tagTwice', tag, containerId: tagged.containerId })
  const placed = others.find((each) => each.place !== null && samePlace(each.place, place))
  if (placed) return refused({ kind: 'placeTwice', place, containerId: placed.containerId })
  return next(procedure, event, { vials: changeVial(procedure, vial, { tag, place }) }, [
    { kind: 'bindTag', containerId, tag, at: event.at },
  ])
}

function releaseTag(procedure: Procedure, event: EventOf<'releaseTag'>): Outcome {
  const { containerId, tag } = event
  const vial = procedure.vials.find((each) => each.containerId === containerId)
  if (!vial) return refused({ kind: 'unknownVial', containerId })
  if (vial.tag !== tag) return refused({ kind: 'otherTag', containerId, tag: vial.tag })
  return next(procedure, event, { vials: changeVial(procedure, vial, { tag: null, place: null }) }, [
    { kind: 'freeTag', containerId, tag },
  ])
}

function prepare(procedure: Procedure, event: ProcedureEvent): Outcome {
  const untagged = procedure.vials.filter((vial) => vial.tag === null)
  if (untagged.length > 0) return refused({ kind: 'vialsUntagged', containerIds: idsOf(untagged) })
  const unplaced = procedure.vials.filter((vial) => vial.place === null)
  if (unplaced.length > 0) return refused({ kind: 'vialsUnplaced', containerIds: idsOf(unplaced) })
  return next(procedure, event, { status: 'CREATED', statusName: 'CREATED', preparedBy: event.by, claim: null })
}

const isSamePerson = (a: Procedure['requestedBy'], b: Procedure['requestedBy']): boolean =>
  a?.kind === 'person' && b?.kind === 'person' && a.personId === b.personId

function accept(procedure: Procedure, event: EventOf<'accept'>): Outcome {
  if (isSamePerson(procedure.requestedBy, event.by) || isSamePerson(procedure.preparedBy, event.by)) {
    return refused({ kind: 'ownRequest', name: event.by.name })
  }
  return next(procedure, event, { status: 'CREATED', statusName: 'CREATED', acceptedBy: event.by, claim: null })
}

function end(procedure: Procedure, event: EventOf<'cancel' | 'fail'>, status: 'CANCELLED' | 'FAILED'): Outcome {
  if (event.reason.trim() === '') return refused({ kind: 'reasonMissing' })
  const change = { status, statusName: status, reason: event.reason.trim(), completedAt: event.at, claim: null }
  return next(procedure, event, change, [{ kind: 'releaseVials', containerIds: idsOf(procedure.vials) }])
}

const worksOn = (procedure: Procedure, event: ProcedureEvent): boolean =>
  event.by.kind !== 'device' || procedure.device === null || procedure.device.id === event.by.deviceId

const otherDevice = (procedure: Procedure): Outcome =>
  refused({ kind: 'otherDevice', deviceName: procedure.device?.name ?? '' })

function recordOutcome(procedure: Procedure, event: EventOf<'recordOutcome'>): Outcome {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  const { containerId, outcome, at } = event
  const vial = procedure.vials.find((each) => each.containerId === containerId)
  if (!vial) return refused({ kind: 'unknownVial', containerId })
  if (vial.outcome !== 'pending') return refused({ kind: 'alreadyDecided', containerId, outcome: vial.outcome })
  const vials = changeVial(procedure, vial, { outcome, outcomeAt: at })
  if (outcome === 'unknown') return next(procedure, event, { vials }, [{ kind: 'doubt', containerId, at }])
  if (outcome === 'notDone') return next(procedure, event, { vials })
  if (procedure.type === 'RETRIEVAL') return next(procedure, event, { vials }, [{ kind: 'moveOut', containerId, at }])
  if (vial.place === null) return refused({ kind: 'vialsUnplaced', containerIds: [containerId] })
  return next(procedure, event, { vials }, [{ kind: 'moveIn', containerId, place: vial.place, at }])
}

function reportRefill(procedure: Procedure, event: EventOf<'reportRefill'>): Outcome {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  if (procedure.refill === null) return refused({ kind: 'wrongType', event: event.kind, type: procedure.type })
  const refill = { ...procedure.refill, levelNow: event.levelPercent, litresAdded: event.litresAdded }
  return next(procedure, event, { refill })
}

function complete(procedure: Procedure, event: ProcedureEvent): Outcome {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  const open = procedure.vials.filter((vial) => vial.outcome === 'pending')
  if (open.length > 0) return refused({ kind: 'outcomesMissing', containerIds: idsOf(open) })
  return next(procedure, event, { status: 'COMPLETED', statusName: 'COMPLETED', completedAt: event.at }, [
    { kind: 'releaseVials', containerIds: idsOf(procedure.vials) },
  ])
}

function fail(procedure: Procedure, event: EventOf<'fail'>): Outcome {
  if (!worksOn(procedure, event)) return otherDevice(procedure)
  const open = procedure.vials.filter((vial) => vial.outcome === 'pending')
  if (open.length > 0) return refused({ kind: 'outcomesMissing', containerIds: idsOf(open) })
  return end(procedure, event, 'FAILED')
}
