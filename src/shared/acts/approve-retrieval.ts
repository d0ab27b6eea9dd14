// A supervisor approves a retrieval: the device may carry it out.
import { act, nothing, type OnProcedure, onProcedure } from './act'
import { inStatus } from './foreseen'

export type ApproveRetrieval = OnProcedure & { readonly kind: 'procedure.accept' }

export const approveRetrieval = act<ApproveRetrieval>()({
  kind: 'procedure.accept',
  right: 'procedure.accept',
  about: onProcedure,
  event: () => ({ kind: 'accept' }),
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: nothing,
  details: () => ({ tag: null, place: null, reason: null }),
  foresee: (procedure, _body, acceptedBy) => ({ ...inStatus(procedure, 'CREATED'), acceptedBy }),
  shownBy: 'procedureVersion',
  byHand: 'letVialsOut',
  canBeAskedAgain: true,
  problems: ['unknownProcedure', 'notWhatWasSeen', 'wrongType', 'wrongStatus', 'ownRequest'],
  wire: (fields) => fields.onProcedure.extend({ kind: fields.z.literal('procedure.accept') }),
})
