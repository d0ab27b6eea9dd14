// The engine's process, and the way from our window to it: each page and each new engine get a fresh port.
import { type IpcMainEvent, ipcMain, MessageChannelMain, type WebContents } from 'electron'
import { assertNever } from '../../shared/assert-never'
import type { Invitation } from '../../shared/enrolment/central'
import { errorText } from '../../shared/error-text'
import type { NotNow, ProgramSnapshot, UpdateAct } from '../../shared/model/program'
import type { Settings } from '../../shared/model/settings'
import type {
  CentralAddress,
  ChosenPlace,
  EngineStart,
  EngineToShell,
  PlaceWish,
  ShellToEngine,
} from '../../shared/shell-messages'
import { Child } from './child'
import type { Log } from './log'
import { isOurPage } from './renderer-files'
import type { SecretFile } from './secrets'

export interface EngineLinkNeeds {
  readonly file: string
  readonly start: EngineStart
  readonly origin: string
  readonly secrets: SecretFile
  readonly log: Log
  readonly settings: (settings: Settings) => void
  readonly enrolled: (centralUrl: string) => void
  readonly choosePlace: (wish: PlaceWish) => Promise<ChosenPlace>
  readonly crashed: (code: number) => void
  readonly demoChosen: () => void
  readonly shown: () => void
  readonly busy: (busy: NotNow | null) => void
  readonly updateAct: (act: UpdateAct) => void
}

/** A database of the largest bench is copied within seconds; a disk may be slow. */
const backupMs = 120_000

export class EngineLink {
  private readonly child: Child<ShellToEngine, EngineToShell>
  private page: WebContents | null = null
  private beginning: EngineStart
  private hasCrashed = false
  private program: ProgramSnapshot | null = null
  private noBackup: string | null = null

  constructor(private readonly needs: EngineLinkNeeds) {
    this.beginning = needs.start
    ipcMain.on('engine/wanted', (event) => {
      if (!this.isOurs(event)) return
      this.page = event.sender
      this.connect()
    })
    // The first start is told from inside the constructor, before the field is set.
    this.child = new Child({
      file: needs.file,
      name: 'Cryobench engine',
      log: needs.log,
      started: (again) => {
        if (again) this.begin(true)
      },
      died: (code) => {
        this.hasCrashed = code !== 0
        if (this.hasCrashed) needs.crashed(code)
        // Nobody's work is open in an engine that is gone.
        needs.busy(null)
        this.tellPage('down')
      },
      message: (message) => this.take(message),
    })
    this.begin(false)
  }

  /** The embedded central runs, perhaps at another address than before. */
  setCentral(central: CentralAddress): void {
    if (this.beginning.mode === 'bench') return
    this.beginning = { ...this.beginning, central }
    this.child.post({ kind: 'central', central })
  }

  /** Somebody has enrolled this bench by hand, with a central of their own: an embedded one is nothing to it now. */
  becomeBench(): void {
    this.beginning = { ...this.beginning, mode: 'bench', central: null, firstRun: false }
  }

  /** On the first run somebody has chosen the demonstration. */
  becomeDemo(): void {
    this.beginning = { ...this.beginning, mode: 'demo', firstRun: false }
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
    this.child.post({ kind: 'start', start: { ...this.beginning, recovered: again && this.hasCrashed } })
    if (this.program !== null) this.child.post({ kind: 'program', program: this.program })
    if (again) this.connect()
  }

  private connect(): void {
    if (this.page === null || this.page.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    this.child.post({ kind: 'connect' }, [port1])
    this.page.postMessage('engine/port', null, [port2])
  }

  private isOurs({ senderFrame, sender }: IpcMainEvent): boolean {
    // SECURITY: the port commands the bench: only the main frame of our own page gets one.
    return senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url, this.needs.origin)
  }

  private tellPage(state: 'up' | 'down'): void {
    if (this.page !== null && !this.page.isDestroyed()) this.page.send('engine/state', state)
  }

  private take(message: EngineToShell): void {
    const { secrets } = this.needs
    switch (message.kind) {
      case 'ready':
        this.tellPage('up')
        break
      case 'getSecret':
        this.child.post({ kind: 'secret', id: message.id, value: this.read(message.name) })
        break
      case 'setSecret': {
        const problem = problemOf(() => secrets.set(message.name, message.value))
        this.child.post({ kind: 'secretKept', id: message.id, problem })
        break
      }
      case 'choosePlace':
        void this.choose(message.id, message.wish)
        break
      case 'settings':
        this.needs.settings(message.settings)
        break
      case 'enrolled':
        this.needs.enrolled(message.centralUrl)
        break
      case 'demoChosen':
        this.needs.demoChosen()
        break
      case 'shown':
        this.needs.shown()
        break
      case 'busy':
        this.needs.busy(message.busy)
        break
      case 'updateAct':
        this.needs.updateAct(message.act)
        break
      case 'stopped':
        this.noBackup = message.noBackup
        break
      default:
        assertNever(message)
    }
  }

  private async choose(id: number, wish: PlaceWish): Promise<void> {
    const place = await this.needs.choosePlace(wish).catch((error: unknown): ChosenPlace => {
      this.needs.log.say('shell', 'error', `The file dialog failed: ${String(error)}`)
      return { kind: 'nothing' }
    })
    this.child.post({ kind: 'placeChosen', id, place })
  }

  /** A secret that can't be read (another user's key ring, a copied folder) is a missing one: the bench asks to be enrolled. */
  private read(name: string): string | null {
    try {
      return this.needs.secrets.get(name)
    } catch (error) {
      this.needs.log.say('shell', 'error', `The secret "${name}" can't be read: ${String(error)}`)
      return null
    }
  }
}

function problemOf(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    return errorText(error)
  }
}
