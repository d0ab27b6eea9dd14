// One LN2 refill from its start to its end, reported as it goes.
import type { DeviceApi } from './api'
import type { Order } from './order'
import type { Pace } from './pace'
import { persist } from './persist'
import { refillTo, type TankLevels } from './tanks'

/** A refill of a third of a tank takes a quarter of an hour. */
const percentPerMinute = 2
const litresPerPercent = 3.5
/** How often a device reports its progress, on its own clock; at high speed not more often than `shortestReportMs`. */
const reportMs = 30_000
const shortestReportMs = 2_000

export interface Refilling {
  readonly api: DeviceApi
  readonly pace: Pace
  readonly speed: number
  readonly levels: TankLevels
  readonly log: (line: string) => void
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** Fills the tank of a running REFILL until it is full; ends early when central refuses a report or on a stop. */
export async function refill({ api, pace, speed, levels, log }: Refilling, order: Order): Promise<void> {
  const { procedure } = order
  if (procedure.refill === null) return
  const { storageId, tankName, levelBefore } = procedure.refill
  const pauseMs = Math.max(reportMs / speed, shortestReportMs)
  let percent = procedure.refill.levelNow
  log(`REFILL ${procedure.id}: ${tankName} at ${percent} %`)
  while (percent < refillTo) {
    if (!(await pace.wait(pauseMs))) return
    percent = rounded(Math.min(refillTo, percent + (percentPerMinute * pauseMs * speed) / 60_000))
    levels.set(storageId, percent)
    const litres = rounded((percent - levelBefore) * litresPerPercent)
    const reported = await persist(pace, () => api.refill(order, percent, litres))
    if (!reported.ok) return
  }
  const ended = await persist(pace, () => api.complete(order))
  if (ended.ok) log(`REFILL ${procedure.id}: ${tankName} at ${percent} %, ${ended.value.statusName}`)
}
