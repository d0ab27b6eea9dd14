// Signs of life and tank levels, as devices report them.
import type { z } from 'zod'
import type { statusRequest } from '../../../shared/api/device'
import type { Device } from '../../../shared/model/device'
import { storageId } from '../../../shared/model/ids'
import type { LevelReading, Tank } from '../../../shared/model/place'
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeeds } from '../../store/feed'
import { loadDevice, loadTanks, saveLevel } from '../../store/tanks'
import { type Central, transact, type Work } from '../central'
import type { DeviceAccess } from './access'
import type { DeviceProblem } from './problem'

/** How often an unchanged device is announced: announcing every report would wake all benches for nothing. */
const announceEveryMs = 15_000
/** A reading closer than this to the last one is kept only if the last one is old. */
const levelStepPercent = 0.5
const levelAgeMs = 10 * 60_000

const ageMs = (since: string | null, now: string) =>
  since === null ? Number.POSITIVE_INFINITY : Date.parse(now) - Date.parse(since)

const isNews = (last: LevelReading | null, percent: number, now: string) =>
  last === null || Math.abs(last.percent - percent) >= levelStepPercent || ageMs(last.at, now) >= levelAgeMs

/** Stores a tank's level and announces it. */
async function keepLevel(tx: Work, access: DeviceAccess, tank: Tank, percent: number) {
  const reading = { at: tx.now, percent }
  await saveLevel(tx.db, tank.id, reading)
  tx.announce(access.facility.id, { entity: 'level', body: { storageId: tank.id, ...reading } })
  for (const body of await loadTanks(tx.db, { storage: tank.id }))
    tx.announce(access.facility.id, { entity: 'tank', body })
}

/** A sign of life. A level of a tank that the device doesn't serve refuses the whole report. */
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
