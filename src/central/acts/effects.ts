// Writes what an accepted act brings about.
import { assertNever } from '../../shared/assert-never'
import type { Work } from '../domain/central'
import { type EventScope, writeEvent } from '../domain/procedures/apply-event'
import { makeProcedure } from '../domain/procedures/making'
import { settleVial } from '../domain/restoration/settle-vial'
import { closeLoss } from '../store/losses'
import { insertResolution } from '../store/resolutions'
import { insertCane } from '../store/tanks'
import type { Effect } from './act'

export interface EffectScope extends EventScope {
  /** The bench's. */
  readonly facility: number
}

export async function write(tx: Work, scope: EffectScope, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'event':
      await writeEvent(tx, scope, effect.before, effect.event, effect.stepped)
      return
    case 'makeProcedure':
      await makeProcedure(tx, effect.making, effect.newVials, effect.known)
      return
    case 'addCane':
      await insertCane(tx.db, effect.cane)
      tx.announce(scope.facility, { entity: 'cane', body: effect.cane })
      return
    case 'verifyVial':
      await settleVial(tx, scope, effect)
      return
    case 'closeLoss':
      tx.announce(scope.facility, { entity: 'loss', body: await closeLoss(tx.db, effect.loss, effect.closed) })
      return
    case 'keepResolution':
      await insertResolution(tx.db, effect.resolution, effect.intents)
      return
    default:
      assertNever(effect)
  }
}
