import type { Tank } from '../../shared/model/place'
import type { Procedure, Refill } from '../../shared/model/procedure'
import type { Tone } from '../ui/tone'

/** Percent of the usable height: below the first a refill is due, below the second the vials are in danger. */
export const lowLevel = 40
const dangerLevel = 20

export function levelTone(percent: number): Tone {
  if (percent < dangerLevel) return 'stop'
  return percent < lowLevel ? 'attention' : 'neutral'
}

/** The refill that fills this tank now. */
export const fillingOf = ({ id }: Tank, refills: readonly Procedure[]): Refill | null =>
  refills.find(({ status, refill }) => status === 'IN_PROGRESS' && refill?.storageId === id)?.refill ?? null

/** The tank's level; while it is filled, its refill knows more than the last measurement. null if nobody knows it. */
export const percentNow = (tank: Tank, refills: readonly Procedure[]): number | null =>
  fillingOf(tank, refills)?.levelNow ?? tank.level?.percent ?? null
