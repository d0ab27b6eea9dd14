// The readers as this bench has them: real ones, beside them the simulated one of the demonstration, and how their connections moved.
import type { ReaderMove } from '../../../shared/model/health'
import type { ReaderSnapshot } from '../../../shared/model/reader'
import type { EngineOptions } from '../engine'
import type { SimulatorPanel } from '../ipc/handlers'
import { ReaderManager, type ReaderManagerOptions } from './manager'
import { readerModels } from './models'
import { movesAfter } from './moves'
import { simulatedModel } from './simulated/model'
import { simulatorPanel } from './simulated/panel'
import { SimulatedReader } from './simulated/simulated-reader'

export interface ReadersSide {
  readonly manager: ReaderManager
  /** Null where there is no simulated reader. */
  readonly panel: SimulatorPanel | null
  moves(): readonly ReaderMove[]
}

export function readersSide(
  { mode, firstRun, hid, clock, timers, report }: EngineOptions,
  { onRead, onField, onChange }: Pick<ReaderManagerOptions, 'onRead' | 'onField' | 'onChange'>,
): ReadersSide {
  let before: readonly ReaderSnapshot[] = []
  let moves: readonly ReaderMove[] = []
  // On the first run it lies ready, unplugged, until somebody chooses the demonstration.
  const simulated = mode === 'demo' || firstRun ? new SimulatedReader(timers) : null
  if (mode === 'bench') simulated?.unplug()
  const manager = new ReaderManager({
    hid: [...(simulated ? [simulated.port] : []), ...(hid ? [hid] : [])],
    models: simulated ? [simulatedModel, ...readerModels] : readerModels,
    clock,
    timers,
    showUdevRule: process.platform === 'linux',
    onRead,
    onField,
    onChange(list) {
      moves = movesAfter(moves, before, list, clock.wallMs())
      before = list
      onChange(list)
    },
    onFault: report,
  })
  return { manager, panel: simulated && simulatorPanel(simulated), moves: () => moves }
}
