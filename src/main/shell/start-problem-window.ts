// The window of a program that could not start. It needs nothing of what may be broken: no data folder, no policy, no engine, no preload.
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import type { StartProblem, StartProblemKind } from '../../shared/views/start-problem'
import { background } from './background'
import type { Remembered } from './memory'
import { developmentServer, serveRenderer } from './protocol'
import { appOrigin } from './renderer-files'
import { denyEverything } from './security'
import { sayOnTerminal } from './terminal'

/** A wrong command line or policy, as programs say it; anything else is a failure. */
const exitCodes: Readonly<Record<StartProblemKind, number>> = {
  switch: 2,
  policy: 2,
  folder: 1,
  broken: 1,
}

export interface StopNeeds extends Pick<Remembered, 'scheme' | 'language'> {
  /** Somebody may be there to see a window. */
  readonly withWindow: boolean
}

/** Says it on standard error at once, and then in a window; the program ends with the code when that is closed. */
export function stopWith(problem: StartProblem, { withWindow, scheme, language }: StopNeeds): void {
  sayOnTerminal(problem.sentence)
  const code = exitCodes[problem.kind]
  if (!withWindow) {
    app.exit(code)
    process.exit(code)
  }
  const end = () => app.exit(code)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  void app
    .whenReady()
    .then(() => show(problem, { scheme, language, end }))
    .catch(end)
}

/** On Linux Chromium ends a program without a display, with a code of its own. */
export const hasDisplay = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform !== 'linux' || !!env.DISPLAY || !!env.WAYLAND_DISPLAY

interface ShowNeeds extends Pick<Remembered, 'scheme' | 'language'> {
  readonly end: () => void
}

async function show(problem: StartProblem, { scheme, language, end }: ShowNeeds): Promise<void> {
  nativeTheme.themeSource = scheme
  const developmentUrl = developmentServer()
  const origin = developmentUrl === null ? appOrigin : new URL(developmentUrl).origin
  denyEverything(origin)
  serveRenderer(join(__dirname, '../renderer'), developmentUrl)
  const window = new BrowserWindow({
    width: 820,
    height: 620,
    minWidth: 480,
    minHeight: 360,
    title: 'Cryobench',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    autoHideMenuBar: true,
    webPreferences: {
      // SECURITY: the page runs without Node and has nobody to ask.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('closed', end)
  window.webContents.on('render-process-gone', end)
  const query = new URLSearchParams({ language, scheme, problem: JSON.stringify(problem), version: app.getVersion() })
  await window.loadURL(`${origin}/?${query.toString()}`)
}
