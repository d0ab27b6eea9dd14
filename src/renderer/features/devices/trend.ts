import { trendMs } from '../../../shared/model/limits'
import type { LevelReading } from '../../../shared/model/place'
import type { Procedure } from '../../../shared/model/procedure'

export interface Trend {
  /** Seconds since 1970, rising: what the plot wants. */
  readonly times: readonly number[]
  readonly percents: readonly number[]
  /** When refills began, in the same seconds. */
  readonly refills: readonly number[]
}

/** The last thirty days of a tank: its readings in order of time, each time once, and its refills. */
export function trendOf(levels: readonly LevelReading[], refills: readonly Procedure[], nowMs: number): Trend {
  const seconds = (iso: string) => Math.round(Date.parse(iso) / 1000)
  const from = (nowMs - trendMs) / 1000
  const byTime = new Map(levels.map(({ at, percent }) => [seconds(at), percent]))
  const points = [...byTime].filter(([time]) => time >= from).sort(([a], [b]) => a - b)
  return {
    times: points.map(([time]) => time),
    percents: points.map(([, percent]) => percent),
    refills: refills.map((refill) => seconds(refill.startedAt ?? refill.createdAt)).filter((time) => time >= from),
  }
}
