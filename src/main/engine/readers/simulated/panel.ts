import { writtenBytes } from '../../../../shared/model/tag'
import type { SimulatedReader } from './simulated-reader'

/** What a person can do with the simulated reader, at its panel on the screen. */
export interface SimulatorPanel {
  present(tags: readonly string[]): void
  remove(): void
  garble(): void
  plug(plugged: boolean): void
}

/** Bytes that are no report of any reader. */
const noise = Uint8Array.of(0xff, 0x00, 0x7b, 0xff)

export function simulatorPanel(reader: SimulatedReader): SimulatorPanel {
  return {
    present: (tags) => reader.present(tags.flatMap((text) => writtenBytes(text) ?? []).map((tag) => ({ tag }))),
    remove: () => reader.remove(),
    garble: () => reader.presentRaw(noise),
    plug: (plugged) => (plugged ? reader.plug() : reader.unplug()),
  }
}
