// The central of the demonstration: the real one, with sample data and a device simulator, in a process of its own.
import type { CentralAddress } from '../../shared/shell-messages'
import { Child } from './child'
import type { Log } from './log'

/** The messages of src/central/process.ts. */
type FromCentral =
  | { readonly kind: 'ready'; readonly url: string; readonly benchEnrolmentCode: string | null }
  | { readonly kind: 'enrolmentCode'; readonly code: string }
type ToCentral = { readonly kind: 'stop' }

export interface DemoCentralNeeds {
  readonly file: string
  readonly dataDir: string
  readonly log: Log
  readonly crashed: (code: number) => void
  /** Called again, with another address, when it had to be started again. */
  readonly ready: (address: CentralAddress) => void
}

export interface DemoCentral {
  /** Does nothing where it was started before. */
  start(): void
  /** Whether a bench that enrols at this address stays in the demonstration; null before the start. */
  isAt(url: string): boolean | null
  stop(): Promise<void>
}

export function demoCentral({ file, dataDir, log, crashed, ready }: DemoCentralNeeds): DemoCentral {
  let child: Child<ToCentral, FromCentral> | null = null
  /** Null while it starts. Its port is another one each time. */
  let url: string | null = null
  return {
    start() {
      child ??= new Child<ToCentral, FromCentral>({
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
    },
    isAt: (other) => (child === null ? null : url === other),
    stop: async () => child?.stop({ kind: 'stop' }),
  }
}
