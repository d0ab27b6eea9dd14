// Tank levels as they are told: by a status report, by a refill that begins, and as it goes. What was told last is the level.
import { bandAfter } from '../../../shared/model/level'
import type { LevelReading, Tank } from '../../../shared/model/place'
import { levelBandOf, loadTanks, saveLevel } from '../../store/tanks'
import type { Work } from '../central'

/** A reading closer than this to the last one, in the same band, is kept only if the last one is old: gauges tremble by some tenths. */
const levelStepPercent = 1
const levelAgeMs = 10 * 60_000

/** How long ago central told, or was told; a time that has not come yet is of a clock that was ahead, and may be any age. */
export function ageMs(since: string | null, now: string): number {
  const age = since === null ? Number.NaN : Date.parse(now) - Date.parse(since)
  return age >= 0 ? age : Number.POSITIVE_INFINITY
}

const isNews = (last: LevelReading, percent: number, now: string) =>
  Math.abs(last.percent - percent) >= levelStepPercent || ageMs(last.at, now) >= levelAgeMs

/** Keeps and announces what was told of a tank's level, unless it says nothing new. */
export async function tellLevel(tx: Work, facility: number, tank: Pick<Tank, 'id' | 'level'>, percent: number) {
  const before = await levelBandOf(tx.db, tank.id)
  // A database of before bands were remembered: the last reading stands for all.
  const band = bandAfter(before ?? (tank.level && bandAfter(null, tank.level.percent)), percent)
  const isCrossing = before !== null && band !== before
  if (tank.level !== null && !isCrossing && !isNews(tank.level, percent, tx.now)) return
  const reading = { at: tx.now, percent }
  await saveLevel(tx.db, tank.id, reading, band)
  tx.announce(facility, { entity: 'level', body: { storageId: tank.id, ...reading } })
  for (const body of await loadTanks(tx.db, { storage: tank.id })) tx.announce(facility, { entity: 'tank', body })
}
