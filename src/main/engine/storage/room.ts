// Tanks and canes to choose a place from, and what is stored in them.
import type { Actor } from '../../../shared/model/procedure'
import { ok, type Result } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import type { Room } from '../ipc/room'
import { saving } from '../ipc/saving'
import type { Store } from '../store/contract/store'
import type { Places } from './places'

export { benchPlaces } from './places'

export interface StorageNeeds {
  readonly store: Pick<Store, 'mirror'>
  readonly places: Places
  readonly whoActs: () => Result<Actor, Refusal>
}

export const storageRoom = ({ store, places, whoActs }: StorageNeeds) =>
  ({
    handlers: {
      'places/tanks': () => ok(places.tanks()),
      'places/canes': ({ storageId }) => ok(places.canes(storageId)),
      'places/addCane': (cane) => {
        const actor = whoActs()
        return actor.ok ? saving(() => places.add(cane, actor.value)) : actor
      },
      'inventory/vial': ({ containerId }) => ok(store.mirror.container(containerId)),
      'inventory/search': ({ text, storageId, offset, limit }) =>
        ok(store.mirror.inventory({ text, offset, limit, ...(storageId === undefined ? {} : { storageId }) })),
    },
    // A nudge without a content: whoever shows places asks for them again.
    snapshots: { 'places/changed': () => null },
    touchedBy: ['procedures', 'places', 'outbox', 'containers'],
  }) satisfies Room
