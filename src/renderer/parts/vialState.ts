import type { Outcome } from '../../shared/model/procedure'
import type { Saving, WorklistEntry } from '../../shared/views/worklist'

/** What one dot of a procedure says of its vial. */
export type VialState = Outcome | Exclude<Saving, 'none'>

/** One state per vial: while it is tagged how far its tag has come, after that what the device did. */
export function vialStates(entry: WorklistEntry): readonly VialState[] {
  const tagging = entry.procedure.type === 'STORE' && entry.procedure.status === 'PENDING'
  return entry.procedure.vials.map((vial, index) => {
    if (!tagging) return vial.outcome
    const saving = entry.saving[index] ?? 'none'
    return saving === 'none' ? 'pending' : saving
  })
}

/**
 * Vials that have come as far as this stage of the procedure asks: tagged, handled by the device, done in the end.
 * A tag that central refused has not.
 */
export function countDone(entry: WorklistEntry): number {
  const ended = entry.procedure.completedAt !== null
  const counts = (state: VialState) => (ended ? state === 'done' : state !== 'pending' && state !== 'refused')
  return vialStates(entry).filter(counts).length
}
