// How old what was told is: pure, so that no screen draws something old as now.
import type { Device } from '../../shared/model/device'
import type { Tank } from '../../shared/model/place'
import { useBench } from '../stores/snapshots'
import { useNow } from '../ui/useNow'

/** A device speaks at least every few seconds; after a minute of silence its state is old news. */
export const deviceOldMs = 60_000
/** Central tells an unchanged level every ten minutes: after three times without one, the gauge or the way here is broken. */
export const levelOldMs = 30 * 60_000
/** A refill tells its level every half minute. */
export const refillOldMs = 10 * 60_000

/** The clocks of bench and central are compared to within some seconds. */
const slackMs = 60_000

export interface Told {
  /** By central's clock, ISO 8601; null: never. */
  readonly at: string | null
  /** When this bench heard of it, epoch milliseconds: it was told by then, whatever its date says. */
  readonly heardMs?: number | null
}

/** The bench's clock in epoch milliseconds, and how far it is ahead of central's (null: not known). */
export interface TimeHere {
  readonly nowMs: number
  readonly offsetMs: number | null
}

export type Freshness =
  | { readonly kind: 'never' }
  /** Told, and nobody knows when: a clock has been set since. As good as old. */
  | { readonly kind: 'undated' }
  | { readonly kind: 'fresh' | 'old'; readonly ageMs: number }

export function freshness({ at, heardMs = null }: Told, { nowMs, offsetMs }: TimeHere, oldMs: number): Freshness {
  if (at === null) return { kind: 'never' }
  const toldMs = Math.min(Date.parse(at) + (offsetMs ?? 0), heardMs ?? Number.POSITIVE_INFINITY)
  const ageMs = nowMs - toldMs
  if (!(ageMs >= -slackMs)) return { kind: 'undated' }
  return { kind: ageMs > oldMs ? 'old' : 'fresh', ageMs: Math.max(0, ageMs) }
}

export const isOld = ({ kind }: Freshness): boolean => kind === 'old' || kind === 'undated'

export const toldOfDevice = ({ lastSeenAt }: Pick<Device, 'lastSeenAt'>, heardMs: number | null): Told => ({
  at: lastSeenAt,
  heardMs,
})

export const toldOfLevel = ({ level }: Pick<Tank, 'level'>, heardMs: number | null): Told => ({
  at: level?.at ?? null,
  heardMs,
})

/** The time here, again every `everyMs`. */
export function useTimeHere(everyMs: number): TimeHere {
  const nowMs = useNow(everyMs)
  const offsetMs = useBench()?.clockOffsetMs ?? null
  return { nowMs, offsetMs }
}

/** Central's time as this bench knows it, epoch milliseconds: what central has dated is compared with this, not with the bench's own clock. */
export function useCentralNow(everyMs: number): number {
  const { nowMs, offsetMs } = useTimeHere(everyMs)
  return nowMs - (offsetMs ?? 0)
}
