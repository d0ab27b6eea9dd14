// Signs of life, tank levels and refills, as devices report them.
import type { z } from 'zod'
import type { refillRequest, statusRequest } from '../../../shared/api/device'
import type { Device } from '../../../shared/model/device'
import { facilityId, storageId } from '../../../shared/model/ids'
import type { LevelReading, Tank } from '../../../shared/model/place'
import type { Procedure } from '../../../shared/model/procedure'
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeeds } from '../../store/feed'
import { insertEvent, insertProcedure } from '../../store/procedures'
import { loadDevice, loadTanks, saveLevel } from '../../store/tanks'
import { type Central, transact, type Work } from '../central'
import { type DeviceAccess, type DeviceProblem, deviceActor, showWork } from './procedure-events'

/** Benches hear of an unchanged device this often; each report would wake them all for nothing. */
const announceEveryMs = 15_000
/** A reading that differs less than this from the last is kept only if that one is old. */
const levelStepPercent = 0.5
const levelAgeMs = 10 * 60_000

const ageMs = (since: string | null, now: string) =>
  since === null ? Number.POSITIVE_INFINITY : Date.parse(now) - Date.parse(since)

const isNews = (last: LevelReading | null, percent: number, now: string) =>
  last === null || Math.abs(last.percent - percent) >= levelStepPercent || ageMs(last.at, now) >= levelAgeMs

/** Keeps a level of a tank and tells the benches. */
async function keepLevel(tx: Work, access: DeviceAccess, tank: Tank, percent: number) {
  const reading = { at: tx.now, percent }
  await saveLevel(tx.db, tank.id, reading)
  tx.announce(access.facility.id, { entity: 'level', body: { storageId: tank.id, ...reading } })
  for (const body of await loadTanks(tx.db, { storage: tank.id }))
    tx.announce(access.facility.id, { entity: 'tank', body })
}

/** A sign of life. Levels of tanks that the device doesn't serve are refused, and the whole report with them. */
export function reportStatus(
  central: Central,
  access: DeviceAccess,
  report: z.infer<typeof statusRequest>,
): Promise<Result<Device, DeviceProblem>> {
  return transact(central, async (tx): Promise<Result<Device, DeviceProblem>> => {
    await lockFeeds(tx.db, [access.facility.id])
    const tanks = new Map((await loadTanks(tx.db, { device: access.id })).map((tank) => [tank.id, tank]))
    for (const { storageId: id, percent } of report.levels) {
      const tank = tanks.get(storageId(id))
      if (!tank) return refused({ kind: 'unknownTank', storageId: id })
      if (isNews(tank.level, percent, tx.now)) await keepLevel(tx, access, tank, percent)
    }
    const before = await tx.db.selectFrom('devices').selectAll().where('id', '=', access.id).executeTakeFirstOrThrow()
    const announce = before.state !== report.state || ageMs(before.announced_at, tx.now) >= announceEveryMs
    await tx.db
      .updateTable('devices')
      .set((row) => ({
        state: report.state,
        last_seen_at: tx.now,
        ...(announce ? { announced_at: tx.now, version: row('version', '+', 1) } : {}),
      }))
      .where('id', '=', access.id)
      .execute()
    const device = await loadDevice(tx.db, access.id)
    if (!device) throw new Error(`Device ${access.id} has gone`)
    if (announce) tx.announce(access.facility.id, { entity: 'device', body: device })
    return ok(device)
  })
}

/** Starts a REFILL: at once IN_PROGRESS, never accepted by anyone, never tied to a subject. One at a time for a tank. */
export function startRefill(
  central: Central,
  access: DeviceAccess,
  request: z.infer<typeof refillRequest>,
): Promise<Result<Procedure, DeviceProblem>> {
  return transact(central, async (tx): Promise<Result<Procedure, DeviceProblem>> => {
    await lockFeeds(tx.db, [access.facility.id])
    const tank = (await loadTanks(tx.db, { device: access.id })).find((each) => each.id === request.storageId)
    if (!tank) return refused({ kind: 'unknownTank', storageId: request.storageId })
    const running = await runningRefill(tx, access, tank)
    if (running !== undefined) return refused({ kind: 'refillRunning', procedureId: running })
    const by = deviceActor(access)
    const procedure = await insertProcedure(tx.db, access.facility.organization.id, {
      type: 'REFILL',
      typeName: 'REFILL',
      status: 'IN_PROGRESS',
      statusName: 'IN_PROGRESS',
      facilityId: facilityId(access.facility.id),
      subject: null,
      vials: [],
      requestedBy: by,
      preparedBy: null,
      acceptedBy: null,
      device: { id: access.id, name: access.name },
      claim: null,
      refill: {
        storageId: tank.id,
        tankName: tank.name,
        levelBefore: request.levelPercent,
        levelNow: request.levelPercent,
        litresAdded: 0,
      },
      reason: null,
      createdAt: tx.now,
      startedAt: tx.now,
      completedAt: null,
      updatedAt: tx.now,
      version: 1,
    })
    await insertEvent(tx.db, procedure, { kind: 'create', at: tx.now, by }, null)
    tx.announce(access.facility.id, { entity: 'procedure', body: procedure })
    await showWork(tx, access)
    return ok(procedure)
  })
}

async function runningRefill(tx: Work, access: DeviceAccess, tank: Tank): Promise<number | undefined> {
  const rows = await tx.db
    .selectFrom('procedures')
    .select(['id', 'refill'])
    .where('facility_id', '=', access.facility.id)
    .where('status', '=', 'IN_PROGRESS')
    .where('type', '=', 'REFILL')
    .execute()
  const isOfTank = ({ refill }: { refill: string | null }) => {
    const stored: { storageId: number } | null = refill === null ? null : JSON.parse(refill)
    return stored?.storageId === tank.id
  }
  return rows.find(isOfTank)?.id
}
