// An act that the program doesn't have, as docs/adding-an-act.md says: its row, and the row of the problem that only it can meet.
import { act, nothing, onProcedure } from '../../../../src/shared/acts/act'
import { unchanged } from '../../../../src/shared/acts/foreseen'
import type { ProblemKind } from '../../../../src/shared/acts/problems'
import { type ProblemRow, plain } from '../../../../src/shared/acts/problems/problem'
import type { ContainerId, ProcedureId } from '../../../../src/shared/model/ids'

export type SealVial = {
  readonly kind: 'vial.seal'
  readonly procedureId: ProcedureId
  readonly containerId: ContainerId
  readonly seal: string
}

export type SealBroken = { readonly kind: 'sealBroken'; readonly seal: string }

export const sealVial = act<SealVial>()({
  kind: 'vial.seal',
  right: 'procedure.cancel',
  about: onProcedure,
  event: () => null,
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: ({ containerId }) => [containerId],
  details: ({ seal }) => ({ tag: null, place: null, reason: seal }),
  foresee: unchanged,
  shownBy: 'procedureVersion',
  byHand: 'nothing',
  canBeAskedAgain: true,
  // Tests add to no union of the product.
  problems: ['sealBroken' as ProblemKind, 'unknownProcedure'],
  wire: (fields) =>
    fields.onProcedure.extend({
      kind: fields.z.literal('vial.seal'),
      containerId: fields.containerId,
      seal: fields.name,
    }),
})

export const sealBroken: ProblemRow<SealBroken> = {
  ...plain,
  isFinal: false,
  scope: 'act',
  canBeAskedAgain: true,
  meaning: 'movedOn',
}
