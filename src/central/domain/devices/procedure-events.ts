// What a device reports of a procedure: that it starts, each vial's outcome, how a refill goes, and how it ends.
import { seenProcedure } from '../../../shared/acts/seen'
import type { RefillProgress } from '../../../shared/api/device-reports'
import type { Given } from '../../../shared/model/given'
import type { LateReport, Procedure } from '../../../shared/model/procedure'
import type { ProcedureEvent } from '../../../shared/procedure/event'
import { ok, type Result, refused } from '../../../shared/result'
import { givenDigest } from '../../../trust'
import { lockFeedsOf } from '../../store/feed'
import { handedOver } from '../../store/handed-over'
import { loadProcedure } from '../../store/procedures'
import { loadTanks } from '../../store/tanks'
import { type Central, transact, type Work } from '../central'
import { applyEvent } from '../procedures/apply-event'
import { putOnRecord } from '../restoration/told-by-device'
import { type DeviceAccess, deviceActor } from './access'
import { tellLevel } from './levels'
import type { DeviceProblem } from './problem'
import { openWork, showAlive, showWork, tankOutOfReach, vialsNotReady } from './work'

/** What happened, without who and when: those are the device and central's clock. */
type EventFields<Event> = Event extends unknown ? Omit<Event, 'at' | 'by'> : never
export type DeviceEvent = EventFields<
  Extract<ProcedureEvent, { kind: 'start' | 'recordOutcome' | 'reportRefill' | 'complete' | 'fail' }>
>

/** As a device reports it: of a refill's two gauges each may have said nothing that can be so. */
export type DeviceReport =
  | Exclude<DeviceEvent, { kind: 'reportRefill' }>
  | ({ readonly kind: 'reportRefill' } & RefillProgress)

/** The event that a report stands for: what it leaves open stays as it was. null: it says nothing at all. */
function eventOf(report: DeviceReport, { refill }: Procedure): DeviceEvent | null {
  if (report.kind !== 'reportRefill') return report
  const { kind, levelPercent, litresAdded } = report
  if (levelPercent === null && litresAdded === null) return null
  return {
    kind,
    levelPercent: levelPercent ?? refill?.levelNow ?? 0,
    litresAdded: litresAdded ?? refill?.litresAdded ?? 0,
  }
}

export const startBy = ({ id, name }: DeviceAccess): DeviceEvent => ({ kind: 'start', device: { id, name } })

/**
 * Applies what a device reports to a procedure of its facility. `given`: what the device says that it was given under the number. What
 * central does not know is put on record.
 */
export async function reportEvent(
  central: Central,
  access: DeviceAccess,
  id: number,
  report: DeviceReport,
  given: Given | null = null,
): Promise<Result<Procedure, DeviceProblem>> {
  const reported = await apply(central, access, id, report, given)
  if (reported.ok) return reported
  const { problem } = reported
  const teller = { name: access.name, facility: access.facility.id }
  if (problem.kind === 'unknownProcedure') await putOnRecord(central, teller, { id, report, given, instead: null })
  if (problem.kind === 'notWhatWasGiven') {
    await putOnRecord(central, teller, { id, report, given, instead: problem.central })
  }
  return reported
}

/** Whether this is about what central has under the number. An older device does not say it. */
function whyNotAsGiven(procedure: Procedure, given: Given | null): DeviceProblem | null {
  // SECURITY: over central's own data. What the device says beside the digest is only shown.
  if (given === null || given.digest === givenDigest(procedure)) return null
  return { kind: 'notWhatWasGiven', given, central: seenProcedure(procedure, []) }
}

/**
 * Why the device may not begin with this. One that does not say what it was given is judged by what it was handed over last: the number may
 * have been another procedure's before. Everything after a start needs no such judgement, since only its own device goes on with it.
 */
async function whyNotStart(
  tx: Work,
  access: DeviceAccess,
  procedure: Procedure,
  given: Given | null,
): Promise<DeviceProblem | null> {
  const busy = (await openWork(tx.db, access)).find((each) => each.type !== 'REFILL')
  if (busy) return { kind: 'deviceBusy', procedureId: busy.id }
  const beyond = await tankOutOfReach(tx.db, access, procedure)
  if (beyond !== undefined) return { kind: 'outOfReach', storageId: beyond }
  const containerIds = await vialsNotReady(tx.db, procedure)
  if (containerIds.length > 0) return { kind: 'vialsNotReady', containerIds }
  if (given !== null || procedure.status !== 'CREATED') return null
  const handed = (await handedOver(tx.db, access.id, [procedure.id])).get(procedure.id)
  return handed === givenDigest(procedure) ? null : { kind: 'notHandedOver', procedureId: procedure.id }
}

function apply(
  central: Central,
  access: DeviceAccess,
  id: number,
  report: DeviceReport,
  given: Given | null,
): Promise<Result<Procedure, DeviceProblem>> {
  return transact(central, async (tx): Promise<Result<Procedure, DeviceProblem>> => {
    // All of them: a tag that is bound or freed is announced to each, and the time must not be read before the last wait.
    const facilities = await lockFeedsOf(tx.db, access.facility.organization.id)
    const procedure = await loadProcedure(tx.db, access.facility.id, id)
    if (!procedure) return refused({ kind: 'unknownProcedure', procedureId: id })
    const other = whyNotAsGiven(procedure, given)
    if (other !== null) return refused(other)
    const event = eventOf(report, procedure)
    if (event === null) return ok(procedure)
    if (event.kind === 'start') {
      const why = await whyNotStart(tx, access, procedure, given)
      if (why !== null) return refused(why)
    } else if (procedure.device !== null && procedure.device.id !== access.id) {
      return refused({ kind: 'otherDevice', deviceName: procedure.device.name })
    }
    const scope = { organization: access.facility.organization.id, facilities, intentId: null }
    const happened = { at: tx.now, by: deviceActor(access) }
    const late = lateReport(procedure, event)
    if (late === 'known') return ok(procedure)
    if (late !== null) return applyEvent(tx, scope, procedure, { ...late, ...happened })
    const applied = await applyEvent(tx, scope, procedure, { ...event, ...happened })
    if (!applied.ok) return applied
    const isStep = event.kind === 'recordOutcome' || event.kind === 'reportRefill'
    await (isStep ? showAlive(tx, access) : showWork(tx, access))
    const { refill } = applied.value
    if (report.kind === 'reportRefill' && report.levelPercent !== null && refill !== null) {
      const [tank] = await loadTanks(tx.db, { storage: refill.storageId })
      if (tank) await tellLevel(tx, access.facility.id, tank, report.levelPercent)
    }
    return applied
  })
}

/**
 * What a device says of a procedure that a person has ended meanwhile is kept beside it; `known` if it has said so before. Null for
 * everything else. The device gets the procedure as it is, and sees that it is over.
 */
function lateReport(
  { status, endedBy, lateReports = [] }: Procedure,
  event: DeviceEvent,
): ({ readonly kind: 'reportLate' } & Omit<LateReport, 'at'>) | 'known' | null {
  const said = saidBy(event)
  if (status !== 'FAILED' || !endedBy || said === null) return null
  const isKnown = lateReports.some((each) => each.containerId === said.containerId && each.said === said.said)
  return isKnown ? 'known' : { kind: 'reportLate', ...said }
}

function saidBy(event: DeviceEvent): Omit<LateReport, 'at'> | null {
  switch (event.kind) {
    case 'recordOutcome':
      return { containerId: event.containerId, said: event.outcome, reason: null }
    case 'complete':
      return { containerId: null, said: 'completed', reason: null }
    case 'fail':
      return { containerId: null, said: 'failed', reason: event.reason }
    default:
      return null
  }
}
