// Starts engine, embedded central and window side by side, as soon as Electron is ready.
import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, powerMonitor, safeStorage } from 'electron'
import { chooseFile } from './choose-file'
import { type CrashedPart, noteCrash, pruneCrashes } from './crashes'
import { type DemoCentral, startDemoCentral } from './demo-central'
import { EngineLink } from './engine-link'
import type { Invitations } from './invitations'
import type { Log } from './log'
import { shellMemory } from './memory'
import { setMenu } from './menu'
import { beginningOf } from './mode'
import { serveRenderer } from './protocol'
import { endBeforeQuit } from './quit'
import { appOrigin } from './renderer-files'
import { keepScreenFile } from './screen-file'
import { secretFile } from './secrets'
import { denyEverything } from './security'
import { languageOf, type Switches } from './switches'
import { comeBack, passTrial, updatesHere } from './updates/install-here'
import { openWindow } from './window'

export interface ShellNeeds {
  readonly dataDir: string
  readonly switches: Switches
  readonly benchName: string
  readonly policyFile: string
  readonly log: Log
  readonly invitations: Invitations
}

export function runShell({ dataDir, switches, benchName, policyFile, log, invitations }: ShellNeeds): void {
  const memory = shellMemory(dataDir)
  const { mode, central, firstRun } = beginningOf(switches, memory.read().mode, app.isPackaged)
  if (!firstRun) memory.keep({ mode })
  // SECURITY: a packaged application takes no address of a development server.
  const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
  const origin = developmentUrl === null ? appOrigin : new URL(developmentUrl).origin

  const crashed = (what: CrashedPart, how: string) => noteCrash(dataDir, Date.now(), what, how)
  const updates = updatesHere({ url: switches.updates, told: (program) => engine.setProgram(program), log })
  let window: BrowserWindow | null = null
  let isEnding = false

  // Before everything else: its process takes longer to come up than the window.
  let demo: DemoCentral | null = null
  const secrets = secretFile(join(dataDir, 'secrets.json'), safeStorage, process.platform, (sentence) =>
    log.say('shell', 'error', sentence),
  )
  const engine = new EngineLink({
    file: join(__dirname, 'engine.cjs'),
    start: {
      dataDir,
      mode,
      benchName,
      language: languageOf(switches.lang),
      central,
      firstRun,
      recovered: false,
      program: { version: app.getVersion(), shellPid: process.pid, policyFile },
    },
    origin,
    secrets,
    log,
    settings: ({ scheme, language }) => {
      nativeTheme.themeSource = scheme
      memory.keep({ scheme, language })
    },
    enrolled: (centralUrl) => {
      if (demo === null ? !firstRun : demo.url() === centralUrl) return
      engine.becomeBench()
      memory.keep({ mode: 'bench' })
    },
    demoChosen: () => {
      engine.becomeDemo()
      memory.keep({ mode: 'demo' })
      startDemo()
    },
    chooseFile: (choice) => chooseFile(choice, { window, dataDir, kiosk: switches.kiosk === true }),
    crashed: (code) => crashed('engine', `exit code ${code}`),
    shown: () => passTrial(log),
    busy: (busy) => updates.busy(busy),
    updateAct: (act) => updates.act(act),
  })
  engine.setProgram(updates.snapshot())
  // Whether a first screen comes or not: a bench that can't open its database may need just the next version.
  updates.begin()
  const startDemo = () => {
    demo ??= startDemoCentral(
      {
        file: join(__dirname, 'central-process.cjs'),
        dataDir: join(dataDir, 'demo-central'),
        log,
        crashed: (code) => crashed('central', `exit code ${code}`),
      },
      (address) => engine.setCentral(address),
    )
  }
  if (mode === 'demo') startDemo()
  invitations.listen((invitation) => engine.invited(invitation))

  denyEverything(origin)
  serveRenderer(join(__dirname, '../renderer'), developmentUrl)
  const open = () => {
    const opened = openWindow({
      preload: join(__dirname, '../preload/index.cjs'),
      url: new URL(`/?language=${memory.read().language}`, developmentUrl ?? appOrigin).href,
      memory,
      devTools: !app.isPackaged,
      kiosk: switches.kiosk === true,
      crashed: (reason) => crashed('window', reason),
    })
    opened.once('closed', () => {
      window = null
    })
    const { CRYOBENCH_SCREEN_FILE: screenFile } = process.env
    if (screenFile) keepScreenFile(opened, screenFile, log)
    opened.webContents.once('did-finish-load', () => {
      void log.open()
      pruneCrashes(dataDir)
    })
    window = opened
  }
  // A task later: a child process is started between tasks, and the engine takes longer to come up than the window takes to be made.
  setImmediate(() => {
    open()
    setMenu()
  })

  app.on('second-instance', () => {
    // What can't be opened any more opens again by itself, or by the next press.
    if (isEnding) return
    if (window === null) return open()
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('activate', () => {
    if (window === null) open()
  })
  app.on('window-all-closed', () => app.quit())
  powerMonitor.on('resume', () => engine.resumed())
  endBeforeQuit(async (byHand) => {
    isEnding = true
    const update = updates.quitting(byHand)
    const noBackup = await engine.stop({ beforeUpdate: update !== null })
    await demo?.stop()
    updates.stop()
    if (update === null) return
    await updates.install(noBackup)
    if (update.comeBack) comeBack(process.argv.slice(1))
  }, log)
}
