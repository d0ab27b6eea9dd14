// A supervisor refuses a procedure that is PENDING, or withdraws one that no device has begun.
import { act, nothing, type OnProcedure, onProcedure } from './act'
import { inStatus } from './foreseen'

export type CancelProcedure = OnProcedure & {
  readonly kind: 'procedure.cancel'
  readonly reason: string
}

export const cancelProcedure = act<CancelProcedure>()({
  kind: 'procedure.cancel',
  right: 'procedure.cancel',
  about: onProcedure,
  event: ({ reason }) => ({ kind: 'cancel', reason }),
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: nothing,
  details: ({ reason }) => ({ tag: null, place: null, reason }),
  foresee: (procedure, { reason }) => ({ ...inStatus(procedure, 'CANCELLED'), reason }),
  shownBy: 'procedureVersion',
  byHand: 'nothing',
  canBeAskedAgain: true,
  problems: ['unknownProcedure', 'notWhatWasSeen', 'wrongType', 'wrongStatus', 'reasonMissing'],
  wire: (fields) => fields.onProcedure.extend({ kind: fields.z.literal('procedure.cancel'), reason: fields.reason }),
})
