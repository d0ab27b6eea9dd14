import type { Refusal } from '../../../shared/views/refusal'
import { play } from '../../sounds/player'
import { loadedValue } from '../../stores/snapshot'
import { useBenchStore } from '../../stores/snapshots'

/** Tells a person that what they asked for was refused. What was not saved is heard as well. */
export function tellRefusal(refusal: Refusal): void {
  const grave = refusal.kind === 'notSaved'
  const bench = loadedValue(useBenchStore.getState().loaded)
  if (grave && bench !== null) play('notSaved', bench.settings)
  void import('./showRefusal').then(({ showRefusal }) => showRefusal(refusal, grave))
}
