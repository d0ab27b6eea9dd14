// Starts engine, embedded central and window side by side, as soon as Electron is ready.
import { join } from 'node:path'
import { app, nativeTheme, powerMonitor, safeStorage } from 'electron'
import type { ReaderSettings } from '../../shared/model/reader-options'
import { chooseFile } from './choose-file'
import { type CrashedPart, noteCrash } from './crashes'
import { type DemoCentral, demoCentral } from './demo-central'
import { EngineLink } from './engine-link'
import type { EngineEvents } from './engine-messages'
import type { Invitations } from './invitations'
import type { Log } from './log'
import { type MainWindow, mainWindow } from './main-window'
import { type Memory, shellMemory } from './memory'
import { setMenu } from './menu'
import { type Beginning, beginningOf } from './mode'
import { serveRenderer } from './protocol'
import { endBeforeQuit } from './quit'
import { appOrigin } from './renderer-files'
import { secretFile } from './secrets'
import { denyEverything } from './security'
import { languageOf, type Switches } from './switches'
import { comeBack, passTrial, updatesHere } from './updates/install-here'
import type { Updates } from './updates/updates'

export interface ShellNeeds {
  readonly dataDir: string
  readonly switches: Switches
  readonly benchName: string
  readonly policyFile: string
  readonly readerSettings: ReaderSettings
  readonly log: Log
  readonly invitations: Invitations
}

/** What runs as long as the program. */
interface Running {
  readonly beginning: Beginning
  readonly memory: Memory
  readonly engine: () => EngineLink
  readonly demo: DemoCentral
  readonly window: MainWindow
  readonly updates: Updates
}

export function runShell(needs: ShellNeeds): void {
  const { dataDir, switches, log, invitations } = needs
  const memory = shellMemory(dataDir)
  const beginning = beginningOf(switches, memory.read().mode, app.isPackaged)
  if (!beginning.firstRun) memory.keep({ mode: beginning.mode })
  // SECURITY: a packaged application takes no address of a development server.
  const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
  const origin = developmentUrl === null ? appOrigin : new URL(developmentUrl).origin
  const crashed = (what: CrashedPart, how: string) => noteCrash(dataDir, Date.now(), what, how)

  const updates = updatesHere({ url: switches.updates, publish: (program) => engine.setProgram(program), log })
  const demo = demoCentral({
    file: join(__dirname, 'central-process.cjs'),
    dataDir: join(dataDir, 'demo-central'),
    log,
    crashed: (code) => crashed('central', `exit code ${code}`),
    ready: (address) => engine.setCentral(address),
  })
  const window = mainWindow({
    dataDir,
    memory,
    log,
    kiosk: switches.kiosk === true,
    developmentUrl,
    crashed: (reason) => crashed('window', reason),
  })
  const running: Running = { beginning, memory, engine: () => engine, demo, window, updates }
  // Before the window: its process takes longer to come up.
  const engine = new EngineLink({
    file: join(__dirname, 'engine.cjs'),
    start: startOf(needs, beginning),
    origin,
    secrets: secretFile(join(dataDir, 'secrets.json'), safeStorage, process.platform, (sentence) =>
      log.say('shell', 'error', sentence),
    ),
    log,
    crashed: (code) => crashed('engine', `exit code ${code}`),
    events: eventsOf(needs, running),
  })
  engine.setProgram(updates.snapshot())
  // Whether a first screen comes or not: a bench that can't open its database may need just the next version.
  updates.begin()
  if (beginning.mode === 'demo') demo.start()
  invitations.listen((invitation) => engine.invited(invitation))

  denyEverything(origin)
  serveRenderer(join(__dirname, '../renderer'), developmentUrl)
  // A task later: a child process is started between tasks, and the engine takes longer to come up than the window takes to be made.
  setImmediate(() => {
    window.open()
    setMenu()
  })
  powerMonitor.on('resume', () => engine.resumed())
  endBeforeQuit((byHand) => end(running, byHand), log)
}

const startOf = (
  { dataDir, benchName, switches, policyFile, readerSettings }: ShellNeeds,
  { mode, central, firstRun }: Beginning,
) => ({
  dataDir,
  mode,
  benchName,
  language: languageOf(switches.lang),
  central,
  firstRun,
  recovered: false,
  program: { version: app.getVersion(), shellPid: process.pid, policyFile },
  readerSettings,
})

function eventsOf(
  { dataDir, switches, log }: ShellNeeds,
  { beginning, memory, engine, demo, window, updates }: Running,
): EngineEvents {
  return {
    settings: ({ scheme, language }) => {
      nativeTheme.themeSource = scheme
      memory.keep({ scheme, language })
    },
    enrolled: (centralUrl) => {
      const staysAsItIs = demo.isAt(centralUrl) ?? !beginning.firstRun
      if (staysAsItIs) return
      engine().becomeBench()
      memory.keep({ mode: 'bench' })
    },
    demoChosen: () => {
      engine().becomeDemo()
      memory.keep({ mode: 'demo' })
      demo.start()
    },
    chooseFile: (choice) => chooseFile(choice, { window: window.current(), dataDir, kiosk: switches.kiosk === true }),
    shown: () => passTrial(log),
    busy: (busy) => updates.busy(busy),
    updateAct: (act) => updates.act(act),
  }
}

async function end({ engine, demo, window, updates }: Running, byHand: boolean): Promise<void> {
  window.end()
  const update = updates.quitting(byHand)
  const noBackup = await engine().stop({ beforeUpdate: update !== null })
  await demo.stop()
  updates.stop()
  if (update === null) return
  await updates.install(noBackup)
  if (update.comeBack) comeBack(process.argv.slice(1))
}
