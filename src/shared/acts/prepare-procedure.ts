// A STORE of which every vial has its tag and place is queued for the device.
import { act, nothing, type OnProcedure, onProcedure } from './act'
import { inStatus } from './foreseen'

export type PrepareProcedure = OnProcedure & { readonly kind: 'procedure.prepare' }

export const prepareProcedure = act<PrepareProcedure>()({
  kind: 'procedure.prepare',
  right: 'procedure.prepare',
  about: onProcedure,
  event: () => ({ kind: 'prepare' }),
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: nothing,
  details: () => ({ tag: null, place: null, reason: null }),
  foresee: (procedure, _body, preparedBy) => ({ ...inStatus(procedure, 'CREATED'), preparedBy }),
  shownBy: 'procedureVersion',
  byHand: 'nothing',
  canBeAskedAgain: true,
  problems: ['unknownProcedure', 'notWhatWasSeen', 'wrongType', 'wrongStatus', 'vialsUntagged', 'vialsUnplaced'],
  wire: (fields) => fields.onProcedure.extend({ kind: fields.z.literal('procedure.prepare') }),
})
