import { bandAfter, type LevelBand } from '../../shared/model/level'
import type { Tank } from '../../shared/model/place'
import type { Procedure } from '../../shared/model/procedure'
import type { TankView } from '../../shared/views/storage'
import type { Tone } from '../ui/tone'
import { type Freshness, freshness, isOld, levelOldMs, type TimeHere, toldOfLevel } from './freshness'

const tones: Readonly<Record<LevelBand, Tone>> = { well: 'neutral', low: 'attention', danger: 'stop' }

/** A tank's level as a screen shows it. */
export interface LevelShown {
  /** As it was told last, by whom- and whatever; null if nobody has told one. */
  readonly percent: number | null
  readonly fresh: Freshness
  /** Not to be drawn as now. */
  readonly isOld: boolean
  /** An old level asks for attention; one that was in danger has hardly become better. */
  readonly tone: Tone
}

export function levelShown(
  { tank, band, heardMs }: Pick<TankView, 'tank' | 'band' | 'heardMs'>,
  time: TimeHere,
): LevelShown {
  const fresh = freshness(toldOfLevel(tank, heardMs), time, levelOldMs)
  if (tank.level === null) return { percent: null, fresh, isOld: false, tone: 'neutral' }
  const { percent } = tank.level
  const tone = tones[band ?? bandAfter(null, percent)]
  const old = isOld(fresh)
  return { percent, fresh, isOld: old, tone: old && tone === 'neutral' ? 'attention' : tone }
}

/** The refill that goes on at this tank, as far as anybody has said. */
export const refillOf = ({ id }: Tank, refills: readonly Procedure[]): Procedure | null =>
  refills.find(({ status, refill }) => status === 'IN_PROGRESS' && refill?.storageId === id) ?? null
