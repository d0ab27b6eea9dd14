// How an act lays itself over a procedure, for the rows' `foresee`.
import type { ContainerId } from '../model/ids'
import type { Procedure, ProcedureStatus, ProcedureVial } from '../model/procedure'

/** As if it had come to this state, and nothing had happened after. */
export const inStatus = (procedure: Procedure, status: ProcedureStatus): Procedure => ({
  ...procedure,
  status,
  statusName: status,
  reason: null,
  device: null,
  startedAt: null,
  completedAt: null,
})

type VialChange = Partial<ProcedureVial>

export const withVial = (
  procedure: Procedure,
  id: ContainerId,
  change: VialChange | ((vial: ProcedureVial) => VialChange),
): Procedure => ({
  ...procedure,
  vials: procedure.vials.map((vial) =>
    vial.containerId === id ? { ...vial, ...(typeof change === 'function' ? change(vial) : change) } : vial,
  ),
})

export const unchanged = (procedure: Procedure): Procedure => procedure
