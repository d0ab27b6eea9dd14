// Procedures that a person has ended and of which the device says otherwise, as long as a vial of them is to be verified.
import { contradictionOf, type Procedure } from '../../../../shared/model/procedure'
import type { Contradicted } from '../../../../shared/views/conflict'
import type { Store } from '../../store/contract/store'

export interface ContradictedNeeds {
  readonly mirror: Pick<Store['mirror'], 'withLateReports' | 'container'>
}

const mostShown = 50

export function contradictedIn({ mirror }: ContradictedNeeds): readonly Contradicted[] {
  return mirror.withLateReports(mostShown).flatMap((procedure) => {
    const vials = doubtfulVials(mirror, procedure)
    return vials.length === 0 ? [] : [{ procedure, vials }]
  })
}

/** Once somebody has looked, also at this bench just now, it does not matter any more who was right. */
function doubtfulVials(mirror: ContradictedNeeds['mirror'], procedure: Procedure): Contradicted['vials'] {
  return procedure.vials.flatMap((vial) => {
    const said = contradictionOf(procedure, vial)
    const row = said && mirror.container(vial.containerId)
    const verify = row?.verifiedHere === null ? row.verify : null
    return said && verify ? [{ vial, said, place: verify.place }] : []
  })
}
