// The list of what needs attention, and the vial of it that is verified at this bench.
import { ok } from '../../../../shared/result'
import type { Room } from '../../ipc/room'
import { saving, savingLater } from '../../ipc/saving'
import type { AttentionDesk } from './attention-desk'

export { type AttentionDesk, attentionDesk } from './attention-desk'

export interface AttentionRoomNeeds {
  readonly attention: AttentionDesk
}

export const attentionRoom = ({ attention }: AttentionRoomNeeds) =>
  ({
    handlers: {
      'attention/get': () => ok(attention.snapshot()),
      'attention/page': (query) => ok(attention.page(query)),
      'attention/open': ({ containerId }) => attention.open(containerId),
      'attention/close': () => {
        attention.close()
        return ok(null)
      },
      'attention/verify': (input) => savingLater(() => attention.verify(input)),
      'attention/verifyUnscanned': (input) => saving(() => attention.verifyUnscanned(input)),
      'attention/closeLoss': (input) => saving(() => attention.closeLoss(input)),
    },
    snapshots: { 'attention/changed': () => attention.snapshot() },
    touchedBy: ['attention', 'conflicts'],
    stop: () => attention.stop(),
  }) satisfies Room
