// What a device has open, and what it may take next.
import type { ContainerId } from '../../../shared/model/ids'
import type { Procedure } from '../../../shared/model/procedure'
import { givenDigest } from '../../../trust'
import { loadContainers } from '../../store/containers'
import { loadDevice } from '../../store/devices'
import { forgetStarted, handedOver, noteHandedOver } from '../../store/handed-over'
import { loadProcedures } from '../../store/procedures'
import type { Db } from '../../store/store'
import { loadTanks } from '../../store/tanks'
import { type Central, timeOf, type Work } from '../central'
import type { DeviceAccess } from './access'

export const openWork = (db: Db, device: DeviceAccess) =>
  db
    .selectFrom('procedures')
    .select(['id', 'type'])
    .where('facility_id', '=', device.facility.id)
    .where('status', '=', 'IN_PROGRESS')
    .where('device_id', '=', device.id)
    .orderBy('id')
    .execute()

const queueShown = 50

/** The oldest queued procedures whose vials all go to, or are in, tanks that the device serves, and can be moved: see `vialsNotReady`. */
const queueOf = (db: Db, device: DeviceAccess) =>
  db
    .selectFrom('procedures as p')
    .select('p.id')
    .where('p.facility_id', '=', device.facility.id)
    .where('p.status', '=', 'CREATED')
    .where(({ and, exists, not, selectFrom }) => {
      const elsewhere = selectFrom('procedure_vials as v')
        .innerJoin('places as pl', 'pl.container_id', 'v.container_id')
        .innerJoin('tanks as t', 't.id', 'pl.storage_id')
        .select('v.container_id')
        .whereRef('v.procedure_id', '=', 'p.id')
        .where((tank) => tank.or([tank('t.device_id', 'is', null), tank('t.device_id', '!=', device.id)]))
      const notReady = selectFrom('procedure_vials as v')
        .innerJoin('containers as c', 'c.id', 'v.container_id')
        .select('v.container_id')
        .whereRef('v.procedure_id', '=', 'p.id')
        .where((vial) =>
          vial.or([
            vial('c.verify_since', 'is not', null),
            vial('c.stored_at', 'is not', null).and('p.type', '=', 'STORE'),
            vial('c.stored_at', 'is', null).and('p.type', '=', 'RETRIEVAL'),
          ]),
        )
      return and([not(exists(elsewhere)), not(exists(notReady))])
    })
    .orderBy('p.created_at')
    .orderBy('p.id')
    .limit(queueShown)
    .execute()

/**
 * Its own unfinished procedures first (a restarted device continues them), then the queued ones, oldest first. Of these is kept what the
 * device was handed over: it may start nothing else under their numbers.
 */
export async function workFor(central: Central, device: DeviceAccess) {
  const { db } = central.store
  const open = await openWork(db, device)
  const queue = await queueOf(db, device)
  const procedures = await loadProcedures(
    db,
    [...open, ...queue].map(({ id }) => id),
  )
  const given = new Map(procedures.map((procedure) => [Number(procedure.id), givenDigest(procedure)]))
  const queued = new Set(queue.map(({ id }) => id))
  await handOver(central, device, new Map([...given].filter(([id]) => queued.has(id))))
  return { procedures, tanks: await loadTanks(db, { device: device.id }), given }
}

async function handOver(central: Central, device: DeviceAccess, queued: ReadonlyMap<number, string>): Promise<void> {
  const known = await handedOver(central.store.db, device.id, [...queued.keys()])
  const news = new Map([...queued].filter(([id, digest]) => known.get(id) !== digest))
  if (news.size === 0) return
  await central.store.transaction(async (db) => {
    await noteHandedOver(db, device.id, news, timeOf(central.clock))
    // Here and not with each start: a device that asks for work writes at most when there is some that is new to it.
    await forgetStarted(db, device.id)
  })
}

/** A tank of the procedure that this device does not serve. */
export async function tankOutOfReach(db: Db, device: DeviceAccess, procedure: Procedure): Promise<number | undefined> {
  const served = new Set((await loadTanks(db, { device: device.id })).map((tank) => tank.id))
  return procedure.vials.find(({ place }) => place !== null && !served.has(place.storageId))?.place?.storageId
}

/**
 * Vials of the procedure that no device may move: where one is is not certain, or it is in storage already, or not any more. After a restore
 * from a backup central may know too little of what devices have done.
 */
export async function vialsNotReady(db: Db, { type, vials }: Procedure): Promise<readonly ContainerId[]> {
  const isStore = type === 'STORE'
  const containers = await loadContainers(
    db,
    vials.map(({ containerId }) => containerId),
  )
  return containers.filter(({ verify, storedAt }) => verify || (storedAt !== null) === isStore).map(({ id }) => id)
}

/** A step of its work is a sign of life; the next status report announces it. */
export const showAlive = (tx: Work, access: DeviceAccess) =>
  tx.db.updateTable('devices').set({ last_seen_at: tx.now }).where('id', '=', access.id).execute()

/** Sets the device's state from what it has open; a later status report may be more precise. */
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
