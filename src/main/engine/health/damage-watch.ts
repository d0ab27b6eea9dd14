// A database that turns out to be damaged while it is used: the start that comes next is told, and restores it.
import type { Clock } from '../../../shared/ports'
import type { Begun } from '../store/begin'
import { isDamage } from '../store/damage'
import { markDamaged } from '../store/restore/marker'

/** A disk that damages again what was just restored is not helped by restoring it again and again. */
const restoredLongAgoMs = 10 * 60 * 1000

export interface DamageNeeds {
  readonly clock: Clock
  readonly report: (error: unknown) => void
  readonly restart?: () => void
}

/** Reports as `needs.report` does; for whatever has met a damaged page. */
export function reportingDamage(
  { store, paths }: Pick<Begun, 'store' | 'paths'>,
  { clock, report, restart }: DamageNeeds,
): (error: unknown) => void {
  const restored = store.profile.notices().map(({ atMs }) => atMs)
  return (error) => {
    report(error)
    // One of a time that has not come yet was dated by a wrong clock: it would keep the bench from ever being mended.
    const isJustRestored = restored.some((atMs) => Math.abs(clock.wallMs() - atMs) < restoredLongAgoMs)
    if (!isDamage(error) || isJustRestored) return
    markDamaged(paths.file, String(error))
    restart?.()
  }
}
