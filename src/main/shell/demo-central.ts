// The central of the demonstration: the real one, with sample data and a device simulator, in a process of its own.
import type { CentralAddress } from '../../shared/shell-messages'
import { Child } from './child'
import type { Log } from './log'

/** As src/central/process.ts says and hears it. */
type FromCentral =
  | { readonly kind: 'ready'; readonly url: string; readonly benchEnrolmentCode: string | null }
  | { readonly kind: 'enrolmentCode'; readonly code: string }
type ToCentral = { readonly kind: 'stop' }

export interface DemoCentral {
  /** Null while it starts. Its port is another one each time. */
  url(): string | null
  stop(): Promise<void>
}

/** `ready` is told again, with another address, when it had to be started again. */
export function startDemoCentral(
  {
    file,
    dataDir,
    log,
    crashed,
  }: {
    readonly file: string
    readonly dataDir: string
    readonly log: Log
    readonly crashed: (code: number) => void
  },
  ready: (address: CentralAddress) => void,
): DemoCentral {
  let url: string | null = null
  const child: Child<ToCentral, FromCentral> = new Child({
    file,
    args: ['--data', dataDir],
    name: 'Cryobench central',
    log,
    started: () => undefined,
    died: (code) => {
      url = null
      if (code !== 0) crashed(code)
    },
    message: (message) => {
      if (message.kind !== 'ready') return
      url = message.url
      ready({ url, code: message.benchEnrolmentCode })
    },
  })
  return { url: () => url, stop: () => child.stop({ kind: 'stop' }) }
}
