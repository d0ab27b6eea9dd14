// Devices, tanks and refills.
import type { Clock } from '../../../shared/ports'
import { ok } from '../../../shared/result'
import type { Room } from '../ipc/room'
import type { Store } from '../store/contract/store'
import { devicesSnapshot } from './devices'

export interface DevicesNeeds {
  readonly store: Pick<Store, 'mirror'>
  readonly clock: Clock
}

export function devicesRoom({ store, clock }: DevicesNeeds) {
  const devices = () => devicesSnapshot(store, clock)
  return {
    handlers: { 'devices/get': () => ok(devices()) },
    snapshots: { 'devices/changed': devices },
    touchedBy: ['procedures', 'places', 'devices', 'containers'],
  } satisfies Room
}
