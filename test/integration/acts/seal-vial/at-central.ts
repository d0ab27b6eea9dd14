import type { CentralAct } from '../../../../src/central/acts/act'
import type { ActProblem } from '../../../../src/shared/acts/problems'
import { ok, refused } from '../../../../src/shared/result'
import type { SealBroken, SealVial } from './row'

/** Central takes every seal but a broken one. */
export const sealVial: CentralAct<SealVial> = {
  reads: ({ procedureId }) => [{ kind: 'procedure', id: procedureId }],
  decide({ procedureId, seal }, known) {
    const procedure = known.procedure(procedureId)
    if (procedure === undefined) return refused({ problem: { kind: 'unknownProcedure', procedureId }, against: null })
    const broken: SealBroken = { kind: 'sealBroken', seal }
    // Tests add to no union of the product.
    if (seal.startsWith('broken')) return refused({ problem: broken as unknown as ActProblem, against: procedure })
    return ok({ effects: [], version: procedure.version })
  },
}
