import { ok } from '../../../../shared/result'
import { toHex } from '../bytes'
import { HeldChannel, Once } from '../held-channel'
import { type Inventory, momentOf, type Reader, type ReaderModel } from '../reader'
import { decodeReport } from './report'

/** No USB device has these ids: the USB-IF never assigns vendor 0. */
export const simulatedIds = { vendorId: 0, productId: 0 } as const
export const cueCodes = { accepted: 1, refused: 2 } as const

/** The simulated reader as a row like any other, so that it runs through the same manager, field and journal. */
export const simulatedModel: ReaderModel = {
  id: 'simulated',
  name: 'Simulated reader',
  kind: 'polled',
  simulated: true,
  matches: [simulatedIds],
  async open(io, _options, { clock }) {
    const inventories = new HeldChannel<Inventory>()
    const closed = new Once()
    const reader: Reader = {
      info: {},
      lastHeard: momentOf(clock),
      canBeAsked: true,
      onInventory: (listener) => inventories.subscribe(listener),
      onClosed: (listener) => closed.subscribe(() => listener('gone')),
      signal: (cue) => void io.write(Uint8Array.of(0, cueCodes[cue])).catch(() => undefined),
      close() {
        closed.silence()
        return io.close()
      },
    }
    io.onInput((bytes) => {
      const decoded = decodeReport(bytes)
      const reportHex = toHex(bytes)
      const at = momentOf(clock)
      if (!decoded.ok) {
        inventories.send({ sightings: [], malformed: { reason: decoded.problem, bytesHex: reportHex }, reportHex, at })
        return
      }
      const known = decoded.value.length === 0 ? { isKnownEmpty: true as const } : {}
      inventories.send({ sightings: decoded.value, ...known, reportHex, at })
    })
    io.onClosed(() => closed.happen())
    return ok(reader)
  },
}
