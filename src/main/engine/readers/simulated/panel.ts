import { parseTagId, type TagId } from '../../../../shared/model/reader'
import type { SimulatorPanel } from '../../ipc/handlers'
import type { SimulatedReader } from './simulated-reader'

/** Bytes that are no report of any reader. */
const noise = Uint8Array.of(0xff, 0x00, 0x7b, 0xff)

/** What the panel on the screen does with the simulated reader. */
export function simulatorPanel(reader: SimulatedReader): SimulatorPanel {
  return {
    present: (tags) =>
      reader.present(
        tags
          .map(parseTagId)
          .filter((tag): tag is TagId => tag !== undefined)
          .map((tag) => ({ tag })),
      ),
    remove: () => reader.remove(),
    garble: () => reader.presentRaw(noise),
    plug: (plugged) => (plugged ? reader.plug() : reader.unplug()),
  }
}
