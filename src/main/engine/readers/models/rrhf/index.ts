import { ok, refused } from '../../../../../shared/result'
import type { ReaderModel } from '../../reader'
import { RrhfReader } from './rrhf-reader'

const attempts = 3

/** RRHFOEM04 (Rapid Radio) HF desk reader: ISO 15693, several tags at once, and ISO 14443A, one at a time. */
export const rrhf: ReaderModel = {
  id: 'rrhf',
  name: 'RRHFOEM04 HF reader',
  kind: 'polled',
  matches: [{ vendorId: 0x1781, productId: 0x0c10 }],
  async open(io, options, ports) {
    const reader = new RrhfReader(io, options, ports)
    let gone = false
    reader.onClosed(() => {
      gone = true
    })
    const recognised = await reader.recognise(attempts)
    if (gone) return refused({ kind: 'gone' })
    if (!recognised) return refused({ kind: 'notThisModel' })
    void reader.poll()
    return ok(reader)
  },
}
