// What a person says of the vials of a procedure that they end. Pure.
import type { ContainerId } from '../../../shared/model/ids'
import type { ProcedureVial } from '../../../shared/model/procedure'

export const saidOutcomeKinds = ['done', 'notDone', 'unknown'] as const
export type SaidOutcome = (typeof saidOutcomeKinds)[number]
export type Said = ReadonlyMap<ContainerId, SaidOutcome>

type Vials = readonly Pick<ProcedureVial, 'containerId'>[]

/** Of those vials, how many have no word yet. What was said of one that the device has told of meanwhile does not count. */
export const unsaidCount = (open: Vials, said: Said): number =>
  open.filter(({ containerId }) => !said.has(containerId)).length

export const saidOutcomes = (open: Vials, said: Said) =>
  open.flatMap(({ containerId }) => {
    const outcome = said.get(containerId)
    return outcome === undefined ? [] : [{ containerId, outcome }]
  })
