import type { CloseLoss } from '../../shared/acts/close-loss'
import { ok, refused } from '../../shared/result'
import { lostDigest } from '../../trust'
import type { CentralAct } from './act'

/** A person has looked after it. Closed twice is closed. */
export const closeLoss: CentralAct<CloseLoss> = {
  reads: ({ lossId }) => [{ kind: 'loss', id: lossId }],
  decide({ lossId, name, seenDigest, reason }, facts, by) {
    const loss = facts.loss(lossId)
    if (loss === undefined) return refused({ problem: { kind: 'noSuchLoss', name }, against: null })
    if (loss.closed !== null) return ok({ effects: [], version: null })
    const { thing } = loss
    if (seenDigest !== undefined && seenDigest !== lostDigest(thing)) {
      return refused({ problem: { kind: 'lossChanged', name }, against: null })
    }
    if (thing.kind === 'vial' && thing.containerId !== null) {
      return refused({ problem: { kind: 'toBeVerified', name: thing.name }, against: null })
    }
    return ok({
      effects: [{ kind: 'closeLoss', loss, closed: { by: by.actor, at: by.at, reason } }],
      version: null,
    })
  },
}
