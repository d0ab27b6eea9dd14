import type { ReaderModel } from '../../reader'
import { recognised } from '../open-reader'
import { RrhfReader } from './rrhf-reader'

/** RRHFOEM04 (Rapid Radio) HF desk reader: ISO 15693, several tags at once, and ISO 14443A, one at a time. */
export const rrhf: ReaderModel = {
  id: 'rrhf',
  name: 'RRHFOEM04 HF reader',
  kind: 'polled',
  matches: [{ vendorId: 0x1781, productId: 0x0c10 }],
  async open(io, options, ports) {
    const opened = await recognised(new RrhfReader(io, options, ports))
    if (opened.ok) void opened.value.poll()
    return opened
  },
}
