// Thirty days of hourly tank levels: LN2 evaporates, and is refilled when it is low.
import { bandOfReadings } from '../../shared/model/level'
import type { Random } from '../../shared/ports'
import type { Store } from '../store/store'
import { between } from './seeded'

const hourMs = 60 * 60_000
const hours = 30 * 24
const rowsPerInsert = 500
const refillBelowPercent = 65
const fullPercent = 95
export const refillMs = 15 * 60_000
/** Percent of a tank's height to litres, for a tank of 350 litres. */
export const litresPerPercent = 3.5

export interface SampleRefill {
  readonly atMs: number
  readonly levelBefore: number
  readonly levelAfter: number
}

export interface LevelHistory {
  readonly levels: readonly { readonly at: string; readonly percent: number }[]
  readonly refills: readonly SampleRefill[]
}

const rounded = (percent: number) => Math.round(percent * 10) / 10

/** Levels up to `nowMs`, and the refills that made them rise. A tank loses 2 to 4 percent a day, each its own. */
export function levelHistory(nowMs: number, random: Random): LevelHistory {
  const perHour = between(random, 2, 4) / 24
  const levels = []
  const refills: SampleRefill[] = []
  let percent = between(random, refillBelowPercent + 4, fullPercent)
  for (let hour = hours; hour >= 1; hour--) {
    const atMs = nowMs - hour * hourMs
    percent -= perHour * between(random, 0.7, 1.3)
    levels.push({ at: new Date(atMs).toISOString(), percent: rounded(percent) })
    if (percent < refillBelowPercent && hour > 1) {
      const levelAfter = rounded(between(random, fullPercent - 2, fullPercent))
      refills.push({ atMs: atMs + 60_000, levelBefore: rounded(percent), levelAfter })
      levels.push({ at: new Date(atMs + 60_000 + refillMs).toISOString(), percent: levelAfter })
      percent = levelAfter
    }
  }
  return { levels, refills }
}

/** In place of those that the played refills have told. */
export async function insertLevels(store: Store, storage: number, { levels }: LevelHistory) {
  await store.transaction(async (db) => {
    await db.deleteFrom('levels').where('storage_id', '=', storage).execute()
    for (let start = 0; start < levels.length; start += rowsPerInsert) {
      const rows = levels
        .slice(start, start + rowsPerInsert)
        .map((level, index) => ({ storage_id: storage, n: start + index + 1, ...level }))
      await db.insertInto('levels').values(rows).execute()
    }
    const last = levels.at(-1)
    if (!last) return
    await db
      .updateTable('tanks')
      .set({
        level_at: last.at,
        level_percent: last.percent,
        level_band: bandOfReadings(levels),
        version: levels.length + 1,
      })
      .where('id', '=', storage)
      .execute()
  })
}
