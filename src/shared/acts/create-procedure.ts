// A procedure is made at the bench: a STORE of new vials or of vials that come back, or a RETRIEVAL of stored ones.
import type { FacilityId } from '../model/ids'
import { madeNumber } from '../model/made'
import type { SeenVial } from '../model/seen'
import { act, nothing } from './act'
import { unchanged } from './foreseen'

export interface NewVial {
  readonly name: string
  readonly description: string
}

export type CreateProcedure = {
  readonly kind: 'procedure.create'
  /** UUIDv7 of the procedure: central numbers it, and acts that follow before it has name it by `madeNumber`. */
  readonly madeId: string
  readonly facilityId: FacilityId
  readonly type: 'STORE' | 'RETRIEVAL'
  readonly subjectCode: string
  /** Of a STORE only. In this order they are the procedure's first vials. */
  readonly newVials: readonly NewVial[]
  /** Those that are there already. In storage for a RETRIEVAL, out of it for a STORE. */
  readonly vials: readonly SeenVial[]
}

export const createProcedure = act<CreateProcedure>()({
  kind: 'procedure.create',
  right: 'procedure.create',
  about: ({ madeId }) => ({ kind: 'procedure', procedureId: madeNumber(madeId) }),
  event: () => null,
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: ({ vials }) => vials.map(({ containerId }) => containerId),
  details: () => ({ tag: null, place: null, reason: null }),
  foresee: unchanged,
  shownBy: 'procedureVersion',
  byHand: 'nothing',
  canBeAskedAgain: true,
  problems: [
    'otherFacilityMeant',
    'unknownSubject',
    'severalSubjects',
    'alikeVial',
    'noSuchVial',
    'otherVial',
    'vialsNotFree',
  ],
  wire: ({ z, containerId, facilityId, madeId, newVialName, newVialText, seenName, vialsPerProcedure, isOfVials }) =>
    z
      .object({
        kind: z.literal('procedure.create'),
        madeId,
        facilityId,
        type: z.enum(['STORE', 'RETRIEVAL']),
        subjectCode: seenName.min(1),
        newVials: z.array(z.object({ name: newVialName, description: newVialText })).max(vialsPerProcedure),
        vials: z.array(z.object({ containerId, name: seenName })).max(vialsPerProcedure),
      })
      .refine(isOfVials),
})
