// What a window showed of a procedure when somebody decided about it. The row under the finger may have become another one by the time the
// request arrives: the engine decides nothing else than what was shown.
import { isAsSeen, seenProcedure } from '../acts/seen'
import type { Procedure } from '../model/procedure'
import type { SeenProcedure } from '../model/seen'

export interface ShownProcedure extends SeenProcedure {
  /** By name. */
  readonly status: string
}

export const shownOf = (procedure: Procedure): ShownProcedure => ({
  ...seenProcedure(procedure, []),
  status: procedure.statusName,
})

/** `shown`: undefined where nobody was shown anything, as in a test. */
export const isAsShown = (shown: ShownProcedure | undefined, procedure: Procedure): boolean =>
  shown === undefined ||
  (shown.status === procedure.statusName && shown.vialCount === procedure.vials.length && isAsSeen(shown, procedure))
