// The readers as this bench has them: real ones, beside them the simulated one of the demonstration, and how their connections moved.

import type { ReaderSnapshot } from '../../../shared/model/reader'
import { optionsFor, type ReaderSettings } from '../../../shared/model/reader-options'
import type { Clock, Timers } from '../../../shared/ports'
import type { ReaderMove } from '../../../shared/views/health'
import { ReaderManager, type ReaderManagerOptions } from './manager'
import { readerModels } from './models'
import { movesAfter } from './moves'
import type { HidPort } from './reader'
import { simulatedModel } from './simulated/model'
import { type SimulatorPanel, simulatorPanel } from './simulated/panel'
import { SimulatedReader } from './simulated/simulated-reader'

export interface BenchReadersNeeds {
  readonly mode: 'demo' | 'bench'
  readonly firstRun?: boolean
  /** Null where there is no USB. */
  readonly hid: HidPort | null
  /** What the site has laid down for its readers; nothing without it. */
  readonly readerSettings?: ReaderSettings
  readonly clock: Clock
  readonly timers: Timers
  readonly report: (error: unknown) => void
}

export interface BenchReaders {
  readonly manager: ReaderManager
  list(): readonly ReaderSnapshot[]
  /** Null where there is no simulated reader. */
  readonly panel: SimulatorPanel | null
  moves(): readonly ReaderMove[]
}

export function benchReaders(
  { mode, firstRun, hid, readerSettings = {}, clock, timers, report }: BenchReadersNeeds,
  { onRead, onField, onChange }: Pick<ReaderManagerOptions, 'onRead' | 'onField' | 'onChange'>,
): BenchReaders {
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
    optionsFor: (modelId, device) => optionsFor(readerSettings, modelId, device),
    onRead,
    onField,
    onChange(list) {
      moves = movesAfter(moves, before, list, clock.wallMs())
      before = list
      onChange(list)
    },
    onFault: report,
  })
  return {
    manager,
    list: () => manager.readers(),
    panel: simulated && simulatorPanel(simulated),
    moves: () => moves,
  }
}
