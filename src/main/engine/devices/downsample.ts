import type { LevelReading } from '../../../shared/model/place'

/** Readings of a trend that a picture 300 pixels wide can still show; sixty tanks with every reading would be megabytes. */
export const mostReadings = 96

/**
 * At most `most` of the readings, in their order: from each stretch of time its lowest and its highest, so that each refill
 * and each dip stays where it was. First and last are always among them.
 */
export function downsample(readings: readonly LevelReading[], most = mostReadings): readonly LevelReading[] {
  if (readings.length <= most) return readings
  const stretches = Math.max(1, Math.floor((most - 2) / 2))
  const length = readings.length / stretches
  const kept = new Set([0, readings.length - 1])
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor(stretch * length)
    const to = Math.floor((stretch + 1) * length)
    let lowest = from
    let highest = from
    for (let index = from; index < to; index++) {
      const percent = readings[index]?.percent ?? 0
      if (percent < (readings[lowest]?.percent ?? 0)) lowest = index
      if (percent > (readings[highest]?.percent ?? 0)) highest = index
    }
    kept.add(lowest).add(highest)
  }
  return readings.filter((_reading, index) => kept.has(index))
}
