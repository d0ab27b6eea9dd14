import type { Cue } from '../sounds/cues'
import { play } from '../sounds/player'
import { loadedValue } from './snapshot'
import { useBenchStore } from './snapshots'

/** As loud as the bench is set to. */
export function sound(cue: Cue): void {
  const bench = loadedValue(useBenchStore.getState().loaded)
  // Not in the task that draws the result: making the notes takes as long as a part of the panel.
  if (bench !== null) setTimeout(() => play(cue, bench.settings))
}
