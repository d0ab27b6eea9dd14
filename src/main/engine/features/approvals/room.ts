// What a supervisor decides about procedures.
import type { Room } from '../../ipc/room'
import { saving } from '../../ipc/saving'
import { type ApprovalsNeeds, approvals } from './approvals'

export function approvalsRoom(needs: ApprovalsNeeds) {
  const { accept, cancel, end, releaseTag } = approvals(needs)
  return {
    handlers: {
      'retrieval/accept': ({ procedureId }) => saving(() => accept(procedureId)),
      'procedure/cancel': ({ procedureId, reason }) => saving(() => cancel(procedureId, reason)),
      'procedure/releaseTag': ({ procedureId, containerId, reason }) =>
        saving(() => releaseTag(procedureId, containerId, reason)),
      'procedure/end': ({ procedureId, reason, outcomes }) => saving(() => end(procedureId, reason, outcomes)),
    },
  } satisfies Room
}
