// A supervisor ends a procedure whose device has stopped answering, and says of each vial what became of it.

import type { ContainerId } from '../model/ids'
import { type Outcome, outcomes } from '../model/procedure'
import { act, nothing, type OnProcedure, onProcedure } from './act'
import { inStatus } from './foreseen'

export type EndProcedure = OnProcedure & {
  readonly kind: 'procedure.end'
  readonly reason: string
  /** Of every vial that the device has not told of. Empty for a REFILL. */
  readonly outcomes: readonly { readonly containerId: ContainerId; readonly outcome: Exclude<Outcome, 'pending'> }[]
}

export const endProcedure = act<EndProcedure>()({
  kind: 'procedure.end',
  right: 'procedure.end',
  about: onProcedure,
  event: ({ reason, outcomes: said }) => ({ kind: 'end', reason, outcomes: said }),
  binds: nothing,
  needs: nothing,
  frees: nothing,
  vials: nothing,
  details: ({ reason }) => ({ tag: null, place: null, reason }),
  foresee(procedure, { reason, outcomes: said }, endedBy) {
    const outcomeOf = new Map(said.map(({ containerId, outcome }) => [containerId, outcome]))
    return {
      ...inStatus(procedure, 'FAILED'),
      device: procedure.device,
      startedAt: procedure.startedAt,
      reason,
      endedBy,
      vials: procedure.vials.map((vial) => ({ ...vial, outcome: outcomeOf.get(vial.containerId) ?? vial.outcome })),
    }
  },
  shownBy: 'procedureVersion',
  byHand: 'nothing',
  canBeAskedAgain: true,
  problems: [
    'unknownProcedure',
    'wrongType',
    'wrongStatus',
    'reasonMissing',
    'unknownVial',
    'alreadyDecided',
    'outcomesMissing',
  ],
  wire: (fields) => {
    const { z } = fields
    const outcome = z.enum(outcomes).exclude(['pending'])
    return fields.onProcedure.extend({
      kind: z.literal('procedure.end'),
      reason: fields.reason,
      // As many vials as a procedure can have.
      outcomes: z.array(z.object({ containerId: fields.containerId, outcome })).max(1000),
    })
  },
})
