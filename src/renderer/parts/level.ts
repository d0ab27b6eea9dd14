import type { Tone } from '../ui/tone'

/** Percent of the usable height: below the first a refill is due, below the second the vials are in danger. */
export const lowLevel = 40
export const dangerLevel = 20

export function levelTone(percent: number): Tone {
  if (percent < dangerLevel) return 'stop'
  return percent < lowLevel ? 'attention' : 'neutral'
}
