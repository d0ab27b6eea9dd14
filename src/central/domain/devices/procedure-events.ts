// What a device reports of a procedure: that it starts, each vial's outcome, how a refill goes, and how it ends.
import type { LateReport, Procedure } from '../../../shared/model/procedure'
import type { ProcedureEvent } from '../../../shared/procedure/event'
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeedsOf } from '../../store/feed'
import { loadProcedure } from '../../store/procedures'
import { type Central, transact } from '../central'
import { applyEvent } from '../procedures/apply-event'
import { type DeviceAccess, deviceActor } from './access'
import type { DeviceProblem } from './problem'
import { openWork, showWork, tankOutOfReach, vialsNotReady } from './work'

/** What happened, without who and when: those are the device and central's clock. */
type EventFields<Event> = Event extends unknown ? Omit<Event, 'at' | 'by'> : never
export type DeviceEvent = EventFields<
  Extract<ProcedureEvent, { kind: 'start' | 'recordOutcome' | 'reportRefill' | 'complete' | 'fail' }>
>

export const startBy = ({ id, name }: DeviceAccess): DeviceEvent => ({ kind: 'start', device: { id, name } })

/** Applies a device's event to a procedure of its facility. */
export function reportEvent(
  central: Central,
  access: DeviceAccess,
  id: number,
  event: DeviceEvent,
): Promise<Result<Procedure, DeviceProblem>> {
  return transact(central, async (tx): Promise<Result<Procedure, DeviceProblem>> => {
    // All of them: a tag that is bound or freed is announced to each, and the time must not be read before the last wait.
    const facilities = await lockFeedsOf(tx.db, access.facility.organization.id)
    const procedure = await loadProcedure(tx.db, access.facility.id, id)
    if (!procedure) return refused({ kind: 'unknownProcedure', procedureId: id })
    if (event.kind === 'start') {
      const busy = (await openWork(tx.db, access)).find((each) => each.type !== 'REFILL')
      if (busy) return refused({ kind: 'deviceBusy', procedureId: busy.id })
      const beyond = await tankOutOfReach(tx.db, access, procedure)
      if (beyond !== undefined) return refused({ kind: 'outOfReach', storageId: beyond })
      const containerIds = await vialsNotReady(tx.db, procedure)
      if (containerIds.length > 0) return refused({ kind: 'vialsNotReady', containerIds })
    } else if (procedure.device !== null && procedure.device.id !== access.id) {
      return refused({ kind: 'otherDevice', deviceName: procedure.device.name })
    }
    const scope = { organization: access.facility.organization.id, facilities, intentId: null }
    const happened = { at: tx.now, by: deviceActor(access) }
    const late = lateReport(procedure, event)
    if (late === 'known') return ok(procedure)
    if (late !== null) return applyEvent(tx, scope, procedure, { ...late, ...happened })
    const applied = await applyEvent(tx, scope, procedure, { ...event, ...happened })
    if (applied.ok && event.kind !== 'recordOutcome' && event.kind !== 'reportRefill') await showWork(tx, access)
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
