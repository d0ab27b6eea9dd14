// The engine's process: what it is started with, also after it died, and what the rest of the shell says to it.
import type { Invitation } from '../../shared/enrolment/central'
import type { CentralAddress, EngineStart, EngineToShell, ShellToEngine } from '../../shared/shell-messages'
import type { ProgramSnapshot } from '../../shared/views/program'
import { Child } from './child'
import { type EngineEvents, handleEngineMessage } from './engine-messages'
import type { Log } from './log'
import { type PagePort, pagePort } from './page-port'
import type { SecretFile } from './secrets'

export interface EngineLinkNeeds {
  readonly file: string
  readonly start: EngineStart
  readonly origin: string
  readonly secrets: SecretFile
  readonly log: Log
  readonly crashed: (code: number) => void
  readonly events: EngineEvents
}

/** A database of the largest bench is copied within seconds; a disk may be slow. */
const backupMs = 120_000

export class EngineLink {
  private readonly child: Child<ShellToEngine, EngineToShell>
  private readonly page: PagePort
  private start: EngineStart
  private hasCrashed = false
  private program: ProgramSnapshot | null = null
  private noBackup: string | null = null

  constructor(private readonly needs: EngineLinkNeeds) {
    const { file, log, events, secrets } = needs
    this.start = needs.start
    this.page = pagePort(needs.origin, (port) => this.child.post({ kind: 'connect' }, [port]))
    const messageNeeds = {
      events,
      secrets,
      log,
      post: (message: ShellToEngine) => this.child.post(message),
      ready: () => this.page.sendState('up'),
      stopped: (noBackup: string | null) => {
        this.noBackup = noBackup
      },
    }
    // The child reports its first start from inside its constructor, before the field is set.
    this.child = new Child({
      file,
      name: 'Cryobench engine',
      log,
      started: (again) => {
        if (again) this.begin(true)
      },
      died: (code) => this.died(code),
      message: (message) => handleEngineMessage(message, messageNeeds),
    })
    this.begin(false)
  }

  /** The embedded central runs, perhaps at another address than before. */
  setCentral(central: CentralAddress): void {
    if (this.start.mode === 'bench') return
    this.start = { ...this.start, central }
    this.child.post({ kind: 'central', central })
  }

  /** Somebody has enrolled this bench by hand, with a central of their own: an embedded one is nothing to it now. */
  becomeBench(): void {
    this.start = { ...this.start, mode: 'bench', central: null, firstRun: false }
  }

  /** On the first run somebody has chosen the demonstration. */
  becomeDemo(): void {
    this.start = { ...this.start, mode: 'demo', firstRun: false }
  }

  invited(invitation: Invitation): void {
    this.child.post({ kind: 'invited', invitation })
  }

  resumed(): void {
    this.child.post({ kind: 'resumed' })
  }

  setProgram(program: ProgramSnapshot): void {
    this.program = program
    this.child.post({ kind: 'program', program })
  }

  /** With `beforeUpdate` a backup of the last moment is made; answers why there is none, or null. */
  async stop({ beforeUpdate }: { readonly beforeUpdate: boolean }): Promise<string | null> {
    this.noBackup = beforeUpdate ? 'The engine gave no answer' : null
    await this.child.stop({ kind: 'stop', beforeUpdate }, beforeUpdate ? backupMs : undefined)
    return this.noBackup
  }

  /** An engine that has asked to be started again, such as for a restore, has nothing to recover from. */
  private begin(again: boolean): void {
    this.child.post({ kind: 'start', start: { ...this.start, recovered: again && this.hasCrashed } })
    if (this.program !== null) this.child.post({ kind: 'program', program: this.program })
    if (again) this.page.connect()
  }

  private died(code: number): void {
    // First: from this moment on nothing on the screen is true.
    this.page.sendState('down')
    this.hasCrashed = code !== 0
    // Nobody's work is open in an engine that is gone.
    this.needs.events.busy(null)
    if (this.hasCrashed) this.needs.crashed(code)
  }
}
