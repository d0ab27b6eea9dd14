// The conflict desk, and tagging opened at the vial that a decision puts on the reader again.
import type { ContainerId, ProcedureId } from '../../../../shared/model/ids'
import { ok, type Result } from '../../../../shared/result'
import type { Refusal } from '../../../../shared/views/refusal'
import type { Room } from '../../ipc/room'
import { saving } from '../../ipc/saving'
import type { ConflictDesk } from './conflict-desk'

export { conflictDesk } from './conflict-desk'

/** What of tagging a decision may lead to. */
export interface TaggingAtVial {
  open(procedureId: ProcedureId): Promise<Result<unknown, Refusal>>
  goTo(containerId: ContainerId): Result<null, Refusal>
}

export interface ConflictsNeeds {
  readonly conflicts: ConflictDesk
  readonly tagging: TaggingAtVial
}

export const conflictsRoom = ({ conflicts, tagging }: ConflictsNeeds) =>
  ({
    handlers: {
      'conflicts/get': () => ok(conflicts.snapshot()),
      'conflicts/resolve': async (decided) => {
        const resolved = saving(() => conflicts.resolve(decided))
        if (!resolved.ok) return resolved
        const { tagging: vial } = resolved.value
        // Tagging that can't be opened now (another one is open, another bench is at it) takes nothing back: the vial is expected when it is.
        if (vial !== null && (await tagging.open(vial.procedureId)).ok) tagging.goTo(vial.containerId)
        return ok(null)
      },
    },
    snapshots: { 'conflicts/changed': conflicts.snapshot },
    touchedBy: ['conflicts'],
    stop: conflicts.stop,
  }) satisfies Room
