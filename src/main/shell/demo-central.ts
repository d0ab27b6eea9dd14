// The central of the demonstration: the real one, with sample data and a device simulator, in a process of its own.
import type { CentralAddress } from '../engine/ipc/shell-messages'
import { Child } from './child'

/** As src/central/process.ts says and hears it. */
type FromCentral =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'enrolmentCode'; readonly code: string }
type ToCentral = { readonly kind: 'enrolmentCode' } | { readonly kind: 'stop' }

export interface DemoCentral {
  /** Null while it starts. Its port is another one each time. */
  url(): string | null
  stop(): Promise<void>
}

/** `ready` is told again, with another address, when it had to be started again. */
export function startDemoCentral(file: string, dataDir: string, ready: (address: CentralAddress) => void): DemoCentral {
  let url: string | null = null
  const child: Child<ToCentral, FromCentral> = new Child({
    file,
    args: ['--data', dataDir],
    name: 'Cryobench central',
    started: () => undefined,
    died: () => {
      url = null
    },
    message: (message) => {
      if (message.kind === 'ready') {
        url = message.url
        child.post({ kind: 'enrolmentCode' })
      } else if (url !== null) ready({ url, code: message.code })
    },
  })
  return { url: () => url, stop: () => child.stop({ kind: 'stop' }) }
}
