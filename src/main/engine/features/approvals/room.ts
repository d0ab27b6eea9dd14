// What a supervisor decides about procedures.
import type { Room } from '../../ipc/room'
import { saving } from '../../ipc/saving'
import { type ApprovalsNeeds, approvals } from './approvals'

export function approvalsRoom(needs: ApprovalsNeeds) {
  const { accept, cancel, end, releaseTag } = approvals(needs)
  return {
    handlers: {
      'retrieval/accept': ({ procedureId, shown }) => saving(() => accept(procedureId, shown)),
      'procedure/cancel': ({ procedureId, reason, shown }) => saving(() => cancel(procedureId, reason, shown)),
      'procedure/releaseTag': ({ procedureId, containerId, reason, shown, tag }) =>
        saving(() => releaseTag(procedureId, containerId, reason, { shown, tag })),
      'procedure/end': ({ procedureId, reason, outcomes, shown }) =>
        saving(() => end(procedureId, reason, outcomes, shown)),
    },
  } satisfies Room
}
