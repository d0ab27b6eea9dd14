// Devices, tanks and refills as the bench last heard of them. Silence is not interpreted: the age is there to be shown.

import type { Device } from '../../../shared/model/device'
import { trendMs } from '../../../shared/model/limits'
import type { Procedure } from '../../../shared/model/procedure'
import type { Clock } from '../../../shared/ports'
import type { DevicesSnapshot } from '../../../shared/views/devices'
import type { Store } from '../store/contract/store'
import { downsample } from './downsample'

const mostRefills = 50

/** Running first, then newest first. */
export function sortRefills(refills: readonly Procedure[]): readonly Procedure[] {
  const rank = (refill: Procedure) => (refill.status === 'IN_PROGRESS' ? 0 : 1)
  const begun = (refill: Procedure) => refill.startedAt ?? refill.createdAt
  return [...refills].sort(
    (a, b) => rank(a) - rank(b) || (begun(a) > begun(b) ? -1 : begun(a) < begun(b) ? 1 : b.id - a.id),
  )
}

export function devicesSnapshot({ mirror }: Pick<Store, 'mirror'>, clock: Clock): DevicesSnapshot {
  const withProcedure = (device: Device) => ({
    device,
    procedure: device.procedureId === null ? null : mirror.procedure(device.procedureId),
  })
  return {
    devices: mirror.devices().map(withProcedure),
    tanks: mirror
      .tanks(new Date(clock.wallMs() - trendMs).toISOString())
      .map((view) => ({ ...view, levels: downsample(view.levels) })),
    refills: sortRefills(mirror.refills(mostRefills)),
  }
}
