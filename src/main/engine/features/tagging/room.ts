// Tagging at this bench: the open procedure, and what the operator commands.
import { ok } from '../../../../shared/result'
import type { Room } from '../../ipc/room'
import type { Store } from '../../store/contract/store'
import type { TaggingBench } from './tagging-bench'

export { benchTagging } from './bench-tagging'
export { rawRead } from './raw-read'
export type { TaggingBench } from './tagging-bench'

export interface TaggingRoomNeeds {
  readonly store: Pick<Store, 'onCommit'>
  readonly tagging: TaggingBench
  /** `start` resolves when the bench can sign: work that a crash has cut off goes on then. */
  readonly central: { start(): Promise<void> }
}

export function taggingRoom({ store, tagging, central }: TaggingRoomNeeds) {
  const stopListening = store.onCommit((touched) => {
    if (touched.has('procedures') || touched.has('outbox')) tagging.forget()
  })
  return {
    handlers: {
      'reader/get': () => ok(tagging.onReader()),
      'tagging/get': () => ok(tagging.snapshot()),
      'tagging/open': ({ procedureId }) => tagging.open(procedureId),
      'tagging/stop': () => tagging.stop(),
      'tagging/undo': (shown) => tagging.command((commands) => commands.undo(shown?.containerId)),
      'tagging/skip': (shown) => tagging.command((commands) => commands.skip(shown?.containerId)),
      'tagging/goTo': ({ containerId }) => tagging.goTo(containerId),
      'tagging/choosePlace': (cane) => tagging.command((commands) => commands.choosePlace(cane)),
    },
    snapshots: { 'tagging/changed': () => tagging.snapshot() },
    touchedBy: ['procedures', 'places', 'outbox'],
    start: () =>
      central.start().then(
        () => tagging.resume(),
        // Reported by central's own room.
        () => undefined,
      ),
    stop() {
      tagging.close()
      stopListening()
    },
  } satisfies Room
}
