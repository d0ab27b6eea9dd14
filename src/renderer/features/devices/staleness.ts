import type { Device } from '../../../shared/model/device'

/** A device speaks at least every few seconds; after a minute of silence its state is old news. */
export const staleMs = 60_000

export type Freshness = { readonly kind: 'never' } | { readonly kind: 'fresh' | 'stale'; readonly ageMs: number }

export function freshness(device: Pick<Device, 'lastSeenAt'>, nowMs: number): Freshness {
  if (device.lastSeenAt === null) return { kind: 'never' }
  const ageMs = Math.max(0, nowMs - Date.parse(device.lastSeenAt))
  return { kind: ageMs > staleMs ? 'stale' : 'fresh', ageMs }
}
