// Whether a running procedure has come to a stand. It is only shown: a person ends it, never a timer.
import type { Device } from '../model/device'
import type { Procedure } from '../model/procedure'

export interface Stalled {
  /** ISO 8601, UTC: since when nothing was heard. */
  readonly since: string
  readonly why: 'silent' | 'noProgress'
}

/** A device gives a sign of life at least every 10 s, and benches hear of it at least every 15 s. */
export const silentMs = 2 * 60_000
/** A vial takes a device less than a minute, and a refill is reported every 30 s; opening a frozen lid can take minutes. */
export const noProgressMs = 15 * 60_000

const signs = (procedure: Procedure, device: Pick<Device, 'lastSeenAt'> | null) => {
  const progressMs = Date.parse(procedure.updatedAt)
  const seenMs = device === null || device.lastSeenAt === null ? progressMs : Date.parse(device.lastSeenAt)
  // What it reports of its work is a sign of life too.
  return { progressMs, seenMs: Math.max(seenMs, progressMs) }
}

/** `nowMs`: central's time, as far as this bench has heard of it: what happens while it is offline stalls nothing. */
export function stalledOf(
  procedure: Procedure,
  device: Pick<Device, 'lastSeenAt'> | null,
  nowMs: number,
): Stalled | null {
  if (procedure.status !== 'IN_PROGRESS') return null
  const { progressMs, seenMs } = signs(procedure, device)
  if (nowMs - seenMs >= silentMs) return { since: new Date(seenMs).toISOString(), why: 'silent' }
  if (nowMs - progressMs >= noProgressMs) return { since: procedure.updatedAt, why: 'noProgress' }
  return null
}

/** When it will have stalled if nothing more is heard: epoch milliseconds of central's time. */
export function stallsAtMs(procedure: Procedure, device: Pick<Device, 'lastSeenAt'> | null): number {
  if (procedure.status !== 'IN_PROGRESS') return Number.POSITIVE_INFINITY
  const { progressMs, seenMs } = signs(procedure, device)
  return Math.min(seenMs + silentMs, progressMs + noProgressMs)
}
