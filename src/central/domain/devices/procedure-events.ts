// What a storage device may do: take one procedure at a time, report each vial, and end it.
import { type DeviceId, deviceId } from '../../../shared/model/ids'
import type { Actor, Procedure } from '../../../shared/model/procedure'
import type { ProcedureEvent, ProcedureRefusal } from '../../../shared/procedure/event'
import { type Result, refused } from '../../../shared/result'
import { lockFeedsOf } from '../../store/feed'
import { facilityScope, type Scope } from '../../store/organizations'
import { loadProcedure, loadProcedures } from '../../store/procedures'
import type { Db } from '../../store/store'
import { loadDevice, loadTanks } from '../../store/tanks'
import { applyEvent } from '../apply-event'
import { type Central, transact, type Work } from '../central'
import { secretHash } from '../secrets'

export interface DeviceAccess {
  readonly id: DeviceId
  readonly name: string
  readonly facility: Scope
}

export type DeviceProblem =
  | ProcedureRefusal
  | { readonly kind: 'unknownProcedure'; readonly procedureId: number }
  | { readonly kind: 'deviceBusy'; readonly procedureId: number }
  | { readonly kind: 'unknownTank'; readonly storageId: number }
  | { readonly kind: 'outOfReach'; readonly storageId: number }
  | { readonly kind: 'refillRunning'; readonly procedureId: number }

/** What happened, without who and when: both are the device and central's clock. */
type EventFields<Event> = Event extends unknown ? Omit<Event, 'at' | 'by'> : never
export type DeviceEvent = EventFields<
  Extract<ProcedureEvent, { kind: 'start' | 'recordOutcome' | 'reportRefill' | 'complete' | 'fail' }>
>

/** The device that this token belongs to. */
export async function deviceByToken(db: Db, token: string): Promise<DeviceAccess | undefined> {
  const row = await db
    .selectFrom('devices')
    .select(['id', 'name', 'facility_id'])
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst()
  return row && { id: deviceId(row.id), name: row.name, facility: await facilityScope(db, row.facility_id) }
}

export const deviceActor = ({ id, name }: DeviceAccess): Actor => ({ kind: 'device', deviceId: id, name })

export const startBy = ({ id, name }: DeviceAccess): DeviceEvent => ({ kind: 'start', device: { id, name } })

const openWork = (db: Db, device: DeviceAccess) =>
  db
    .selectFrom('procedures')
    .select(['id', 'type'])
    .where('facility_id', '=', device.facility.id)
    .where('status', '=', 'IN_PROGRESS')
    .where('device_id', '=', device.id)
    .orderBy('id')
    .execute()

const queueShown = 50

/** The oldest queued procedures of which every vial goes to, or lies in, a tank that the device serves. */
const queueOf = (db: Db, device: DeviceAccess) =>
  db
    .selectFrom('procedures as p')
    .select('p.id')
    .where('p.facility_id', '=', device.facility.id)
    .where('p.status', '=', 'CREATED')
    .where(({ exists, not, selectFrom }) => {
      const elsewhere = selectFrom('procedure_vials as v')
        .innerJoin('places as pl', 'pl.container_id', 'v.container_id')
        .innerJoin('tanks as t', 't.id', 'pl.storage_id')
        .select('v.container_id')
        .whereRef('v.procedure_id', '=', 'p.id')
        .where((tank) => tank.or([tank('t.device_id', 'is', null), tank('t.device_id', '!=', device.id)]))
      return not(exists(elsewhere))
    })
    .orderBy('p.created_at')
    .orderBy('p.id')
    .limit(queueShown)
    .execute()

/** Its own unfinished procedures first (a device that restarts goes on with them), then what is queued, oldest first. */
export async function workFor(db: Db, device: DeviceAccess) {
  const ids = [...(await openWork(db, device)), ...(await queueOf(db, device))].map((row) => row.id)
  return { procedures: await loadProcedures(db, ids), tanks: await loadTanks(db, { device: device.id }) }
}

/** A tank of the procedure that another device serves, or none. */
async function tankOutOfReach(db: Db, device: DeviceAccess, procedure: Procedure): Promise<number | undefined> {
  const served = new Set((await loadTanks(db, { device: device.id })).map((tank) => tank.id))
  return procedure.vials.find(({ place }) => place !== null && !served.has(place.storageId))?.place?.storageId
}

/** Applies a device's event to a procedure of its facility. */
export function reportEvent(
  central: Central,
  access: DeviceAccess,
  id: number,
  event: DeviceEvent,
): Promise<Result<Procedure, DeviceProblem>> {
  return transact(central, async (tx): Promise<Result<Procedure, DeviceProblem>> => {
    // Of all: a tag that comes or goes is told to each, and the time must not be taken before the last wait.
    const facilities = await lockFeedsOf(tx.db, access.facility.organization.id)
    const procedure = await loadProcedure(tx.db, access.facility.id, id)
    if (!procedure) return refused({ kind: 'unknownProcedure', procedureId: id })
    if (event.kind === 'start') {
      const busy = (await openWork(tx.db, access)).find((each) => each.type !== 'REFILL')
      if (busy) return refused({ kind: 'deviceBusy', procedureId: busy.id })
      const beyond = await tankOutOfReach(tx.db, access, procedure)
      if (beyond !== undefined) return refused({ kind: 'outOfReach', storageId: beyond })
    } else if (procedure.device !== null && procedure.device.id !== access.id) {
      return refused({ kind: 'otherDevice', deviceName: procedure.device.name })
    }
    const scope = { organization: access.facility.organization.id, facilities, intentId: null }
    const applied = await applyEvent(tx, scope, procedure, { ...event, at: tx.now, by: deviceActor(access) })
    if (applied.ok && event.kind !== 'recordOutcome' && event.kind !== 'reportRefill') await showWork(tx, access)
    return applied
  })
}

/** The device's state follows from what it has open; a status report may say more later. */
export async function showWork(tx: Work, access: DeviceAccess) {
  const open = await openWork(tx.db, access)
  const current = open.find((each) => each.type !== 'REFILL') ?? open[0]
  const state = current === undefined ? 'idle' : current.type === 'REFILL' ? 'refilling' : 'working'
  await tx.db
    .updateTable('devices')
    .set((row) => ({
      state,
      procedure_id: current?.id ?? null,
      last_seen_at: tx.now,
      announced_at: tx.now,
      version: row('version', '+', 1),
    }))
    .where('id', '=', access.id)
    .execute()
  const body = await loadDevice(tx.db, access.id)
  if (body) tx.announce(access.facility.id, { entity: 'device', body })
}
