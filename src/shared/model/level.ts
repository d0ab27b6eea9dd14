// What a tank's level means, with the same limits wherever it is judged.

/** Percent of the usable height: below the first a refill is due, below the second the vials are in danger. */
export const lowLevel = 40
export const dangerLevel = 20

/** A gauge trembles by some tenths: a level has left a band below only this far above its limit. */
const marginPercent = 1

export type LevelBand = 'well' | 'low' | 'danger'

const bandOf = (percent: number): LevelBand => (percent < dangerLevel ? 'danger' : percent < lowLevel ? 'low' : 'well')

const rank: Readonly<Record<LevelBand, number>> = { danger: 0, low: 1, well: 2 }

/**
 * The band after a reading. It falls at once, since that is what somebody has to see, and rises only past the margin: a level that trembles
 * about a limit for an hour crosses it once.
 */
export function bandAfter(before: LevelBand | null, percent: number): LevelBand {
  const now = bandOf(percent)
  if (before === null || rank[now] <= rank[before]) return now
  const surely = bandOf(percent - marginPercent)
  return rank[surely] > rank[before] ? surely : before
}

/** Of a tank whose readings came in this order; null for none. */
export const bandOfReadings = (readings: readonly { readonly percent: number }[]): LevelBand | null =>
  readings.reduce<LevelBand | null>((band, { percent }) => bandAfter(band, percent), null)
