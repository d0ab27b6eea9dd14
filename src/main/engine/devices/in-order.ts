import type { LevelReading } from '../../../shared/model/place'

/** The clocks of bench and central may differ by so much. */
const slackMs = 5 * 60_000

/**
 * Of readings in the order in which they were told, those whose dates can be believed: none that has not come yet, and as many of the others
 * as rise together. What a clock that was ahead or behind has dated is left out of a picture of time, rather than drawn where it was not.
 */
export function inOrderOfTime(readings: readonly LevelReading[], nowMs: number): readonly LevelReading[] {
  const dated = readings
    .map((reading) => ({ reading, ms: Date.parse(reading.at) }))
    .filter(({ ms }) => ms <= nowMs + slackMs)
  // The longest rising run, by patience sorting: `ends[k]` is the earliest end of a run of k + 1.
  const ends: number[] = []
  const before: number[] = []
  for (const [index, { ms }] of dated.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((dated[ends[middle] ?? 0]?.ms ?? 0) <= ms) low = middle + 1
      else high = middle
    }
    before.push(low === 0 ? -1 : (ends[low - 1] ?? -1))
    ends[low] = index
  }
  const run: LevelReading[] = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const each = dated[index]
    if (each) run.push(each.reading)
  }
  return run.reverse()
}
