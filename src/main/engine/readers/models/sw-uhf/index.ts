import type { ReaderModel } from '../../reader'
import { recognised } from '../open-reader'
import { SwUhfReader } from './sw-uhf-reader'

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
    const opened = await recognised(new SwUhfReader(io, options, ports))
    if (opened.ok) {
      if (options.workMode === 'answer') void opened.value.poll()
      else opened.value.watch()
    }
    return opened
  },
}
