// What an engine is given, what it can be told from outside, and the engine that can only say why it does not work.
import type { Invitation } from '../../shared/enrolment/central'
import type { ReaderSettings } from '../../shared/model/reader-options'
import type { Clock, Ids, Random, Timers } from '../../shared/ports'
import type { CentralAddress } from '../../shared/shell-messages'
import type { NotNow, ProgramSnapshot, UpdateAct } from '../../shared/views/program'
import type { Settings } from '../../shared/views/settings'
import type { Fetch } from './central/connection/fetch'
import type { Secrets } from './central/connection/secrets'
import type { HealthPorts } from './health/ports'
import { withoutStore } from './health/without-store'
import { answerSome, engineHost } from './ipc/host'
import type { EnginePort } from './ipc/port'
import type { HidPort } from './readers/reader'
import type { StoreJobs } from './store/jobs'
import type { StoreProblem } from './store/open'

export interface EngineOptions {
  /** Must be there; the database is `bench.db` in it. */
  readonly dataDir: string
  readonly mode: 'demo' | 'bench'
  readonly benchName: string
  readonly language: Settings['language']
  /** Null where there is no USB, as in most tests. */
  readonly hid: HidPort | null
  /** What the site has laid down for its readers. */
  readonly readerSettings?: ReaderSettings
  readonly secrets: Secrets
  readonly fetch: Fetch
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly ids: Ids
  readonly central: CentralAddress | null
  /** Nobody has chosen yet what this bench is to be. */
  readonly firstRun?: boolean
  /** An engine before this one has died. */
  readonly recovered: boolean
  /** Backups and checks of the database; none are made without. */
  readonly jobs?: StoreJobs
  /** What the health page needs of the program around the engine; without it there is none, and no `health.json`. */
  readonly health?: HealthPorts
  /** The database is damaged, or another one is wanted: another engine has to restore it. */
  readonly restart?: () => void
  /** How long central, readers and parsers may wait for a window to be drawn; without it they don't. */
  readonly quietMs?: number
  /** Errors that nobody at the bench can act on. */
  readonly report: (error: unknown) => void
  readonly onSettings?: (settings: Settings) => void
  readonly onEnrolled?: (centralUrl: string) => void
  /** On the first run somebody wants the demonstration: its central is awaited. */
  readonly onDemoChosen?: () => void
  /** The first screen is painted. */
  readonly onShown?: () => void
  readonly onBusy?: (busy: NotNow | null) => void
  readonly onUpdateAct?: (act: UpdateAct) => void
}

export interface Engine {
  /** Why every request is refused; null for an engine that works. */
  readonly problem: StoreProblem | null
  connect(port: EnginePort): void
  /** The embedded central runs, perhaps at another address than before. */
  setCentral(address: CentralAddress): void
  /** Somebody has followed a link to this program. */
  invited(invitation: Invitation): void
  /** The computer woke up: nothing that was known of readers and network holds. */
  resumed(): void
  /** How the program and its update stand, for the screens. */
  setProgram(program: ProgramSnapshot): void
  /**
   * Closes readers, ends sync, closes the database; before that, with `beforeUpdate`, backs it up. Answers why there is no backup, or
   * null. May throw; the database is closed all the same when the process ends.
   */
  stop(how?: { readonly beforeUpdate: boolean }): Promise<string | null>
}

/** There is a window, and it has to be able to say why nothing else is there. */
export function engineWithout(problem: StoreProblem, options: EngineOptions): Engine {
  const { handlers, refusal, stop } = withoutStore(problem, options)
  const host = engineHost(answerSome(handlers, refusal), options.report)
  return {
    problem,
    connect: host.connect,
    setCentral: () => undefined,
    invited: () => undefined,
    resumed: () => undefined,
    setProgram: () => undefined,
    async stop() {
      await stop()
      host.close()
      // What can't be opened is not written to either: the update may be what helps, and the files stay as they are.
      return null
    },
  }
}
