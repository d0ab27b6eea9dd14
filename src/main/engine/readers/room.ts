// The readers at this bench, and the panel of the simulated one. Their states are shown in the frame.

import { ok, type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import type { Room } from '../ipc/room'
import type { BenchReaders } from './bench-readers'
import type { SimulatorPanel } from './simulated/panel'

export { type BenchReaders, benchReaders } from './bench-readers'

export interface ReadersNeeds {
  readonly readers: BenchReaders
  readonly central: { mode(): 'demo' | 'bench' }
}

export function readersRoom({ readers, central }: ReadersNeeds) {
  const simulate = (act: (panel: SimulatorPanel) => void): Result<null, Refusal> => {
    const panel = central.mode() === 'demo' ? readers.panel : null
    if (panel === null) return refused({ kind: 'onlyInDemo' })
    act(panel)
    return ok(null)
  }
  return {
    handlers: {
      'simulator/present': ({ tags }) => simulate((panel) => panel.present(tags)),
      'simulator/remove': () => simulate((panel) => panel.remove()),
      'simulator/garble': () => simulate((panel) => panel.garble()),
      'simulator/plug': ({ plugged }) => simulate((panel) => panel.plug(plugged)),
    },
    start: () => readers.manager.start(),
    stop: () => readers.manager.stop(),
  } satisfies Room
}
