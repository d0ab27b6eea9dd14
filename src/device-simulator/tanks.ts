// LN2 levels of the tanks that the simulated device serves: they fall by evaporation and rise by refills.
import type { StorageId } from '../shared/model/ids'
import type { Tank } from '../shared/model/place'
import type { Random } from '../shared/ports'

const dayMs = 24 * 60 * 60_000
const levelOfUnknown = 80
export const refillBelow = 62
export const refillTo = 95

interface Level {
  readonly storageId: StorageId
  percent: number
  /** Percent a day: each tank has its own. */
  readonly evaporation: number
}

export interface TankLevels {
  /** Learns of tanks that it doesn't know yet, at the level that central has. */
  meet(tanks: readonly Tank[]): void
  evaporate(elapsedMs: number): void
  set(storageId: StorageId, percent: number): void
  all(): readonly { readonly storageId: StorageId; readonly percent: number }[]
  lowest(): { readonly storageId: StorageId; readonly percent: number } | undefined
}

const rounded = (percent: number) => Math.round(Math.min(100, Math.max(0, percent)) * 10) / 10

export function tankLevels(random: Random): TankLevels {
  const levels = new Map<StorageId, Level>()
  const all = () => [...levels.values()].map(({ storageId, percent }) => ({ storageId, percent: rounded(percent) }))
  return {
    meet(tanks) {
      for (const { id, level } of tanks) {
        if (levels.has(id)) continue
        levels.set(id, { storageId: id, percent: level?.percent ?? levelOfUnknown, evaporation: 2 + random.next() * 2 })
      }
    },
    evaporate(elapsedMs) {
      for (const level of levels.values()) {
        level.percent = Math.max(0, level.percent - (level.evaporation * elapsedMs) / dayMs)
      }
    },
    set(storageId, percent) {
      const level = levels.get(storageId)
      if (level) level.percent = percent
    },
    all,
    lowest: () => all().sort((a, b) => a.percent - b.percent)[0],
  }
}
