// What a device has reported lately that can't be so, kept until it has reported well for a while: one gauge that fails now and then is one
// notice, not one with each report.
import type { OddValue } from '../../../shared/model/device'
import { ok } from '../../../shared/result'
import { type KeptOddValue, keptOddValues, loadDevice, saveOddValues } from '../../store/devices'
import { lockFeeds } from '../../store/feed'
import { type Central, transact, type Work } from '../central'
import type { DeviceAccess } from './access'

/** Status reports without it after which an odd value is forgotten: ten minutes at one every 3 s. Counted, since a clock may be set. */
export const reportsRemembered = 200
const mostKept = 20

const keyOf = ({ where, storageId, why }: OddValue): string =>
  // A tank's place in the list of levels may change from report to report.
  storageId === null ? `${where} ${why}` : `${storageId} ${where.replace(/^levels\.\d+/, 'levels')} ${why}`

/** What is kept after a report. Only a status report lets the others age: an outcome or a refill says nothing of them. */
export function oddAfter(
  kept: readonly KeptOddValue[],
  reported: readonly OddValue[],
  isStatus: boolean,
): readonly KeptOddValue[] {
  const now = new Map(reported.map((each) => [keyOf(each), { ...each, reportsSince: 0 }]))
  const others = kept
    .filter((each) => !now.has(keyOf(each)))
    .map((each) => (isStatus ? { ...each, reportsSince: each.reportsSince + 1 } : each))
    .filter((each) => each.reportsSince < reportsRemembered)
  return [...now.values(), ...others].slice(0, mostKept)
}

/** Whether people see anything else: the same trouble with another number is no news. */
export function isOtherTrouble(before: readonly KeptOddValue[], after: readonly KeptOddValue[]): boolean {
  const keys = new Set(before.map(keyOf))
  return before.length !== after.length || after.some((each) => !keys.has(keyOf(each)))
}

/** Keeps what was odd in a report; answers whether the device has to be announced for it. */
export async function keepOddValues(
  { db }: Pick<Work, 'db'>,
  device: number,
  reported: readonly OddValue[],
  isStatus: boolean,
): Promise<boolean> {
  const before = await keptOddValues(db, device)
  if (before.length === 0 && reported.length === 0) return false
  const after = oddAfter(before, reported, isStatus)
  await saveOddValues(db, device, after)
  return isOtherTrouble(before, after)
}

/** Keeps and announces what was odd in a device's step; nothing is done where nothing was. */
export async function noteOddValues(central: Central, access: DeviceAccess, reported: readonly OddValue[]) {
  if (reported.length === 0) return
  await transact(central, async (tx) => {
    await lockFeeds(tx.db, [access.facility.id])
    if (!(await keepOddValues(tx, access.id, reported, false))) return ok(null)
    await tx.db
      .updateTable('devices')
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('id', '=', access.id)
      .execute()
    const body = await loadDevice(tx.db, access.id)
    if (body) tx.announce(access.facility.id, { entity: 'device', body })
    return ok(null)
  })
}
