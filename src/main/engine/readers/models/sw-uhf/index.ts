import { ok, refused } from '../../../../../shared/result'
import type { ReaderModel } from '../../reader'
import { SwUhfReader } from './sw-uhf-reader'

const attempts = 3

/**
 * UHF desk readers that speak the SW protocol (SWHidApi.dll; types 5100, 5300, 5500). 1a86:e010 is also the WCH CH9326
 * bridge, so the ids alone prove nothing: the reader counts as one only when it has answered with a frame.
 */
export const swUhf: ReaderModel = {
  id: 'sw-uhf',
  name: 'SW UHF reader (5100, 5300, 5500)',
  kind: 'push',
  matches: [{ vendorId: 0x1a86, productId: 0xe010, usagePage: 'vendor' }],
  async open(io, options, ports) {
    const reader = new SwUhfReader(io, options, ports)
    let gone = false
    reader.onClosed(() => {
      gone = true
    })
    const recognised = await reader.recognise(attempts)
    if (gone) return refused({ kind: 'gone' })
    if (!recognised) return refused({ kind: 'notThisModel' })
    if (options.workMode === 'answer') void reader.poll()
    return ok(reader)
  },
}
