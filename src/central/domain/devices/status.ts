// Signs of life, as devices report them: whatever is in the report, it shows that the device is there.
import type { Report, StatusValues } from '../../../shared/api/device-reports'
import { mostOddValues, oddValue } from '../../../shared/api/reading'
import type { Device, OddValue } from '../../../shared/model/device'
import { ok } from '../../../shared/result'
import { loadDevice } from '../../store/devices'
import { lockFeeds } from '../../store/feed'
import { loadTanks } from '../../store/tanks'
import { type Central, transact } from '../central'
import type { DeviceAccess } from './access'
import { ageMs, tellLevel } from './levels'
import { keepOddValues } from './odd-values'

/** How often an unchanged device is announced: announcing every report would wake all benches for nothing. */
const announceEveryMs = 15_000

export interface Reported {
  readonly device: Device
  /** What of this report was passed over. */
  readonly oddValues: readonly OddValue[]
}

/** Takes what can be so, and keeps the rest to be shown. Refuses nothing: a device with a broken gauge is not lost. */
export async function reportStatus(
  central: Central,
  access: DeviceAccess,
  { values, oddValues }: Report<StatusValues>,
): Promise<Reported> {
  const reported = await transact(central, async (tx) => {
    await lockFeeds(tx.db, [access.facility.id])
    const tanks = new Map((await loadTanks(tx.db, { device: access.id })).map((tank) => [tank.id, tank]))
    const odd = [...oddValues]
    for (const { storageId, percent, where } of values.levels) {
      const tank = tanks.get(storageId)
      if (tank) await tellLevel(tx, access.facility.id, tank, percent)
      else odd.push(oddValue(where, { storageId, percent }, 'unknownTank', storageId))
    }
    const isOtherTrouble = await keepOddValues(tx, access.id, odd, true)
    const before = await tx.db.selectFrom('devices').selectAll().where('id', '=', access.id).executeTakeFirstOrThrow()
    const state = values.state ?? before.state
    const announce = isOtherTrouble || before.state !== state || ageMs(before.announced_at, tx.now) >= announceEveryMs
    await tx.db
      .updateTable('devices')
      .set((row) => ({
        state,
        last_seen_at: tx.now,
        ...(announce ? { announced_at: tx.now, version: row('version', '+', 1) } : {}),
      }))
      .where('id', '=', access.id)
      .execute()
    const device = await loadDevice(tx.db, access.id)
    if (!device) throw new Error(`Device ${access.id} has gone`)
    if (announce) tx.announce(access.facility.id, { entity: 'device', body: device })
    return ok({ device, oddValues: odd.slice(0, mostOddValues) })
  })
  if (!reported.ok) throw new Error('A sign of life was refused')
  return reported.value
}
