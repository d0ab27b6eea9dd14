// The application's one window: opened, brought to the front by a second start, and opened again after it was closed.
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { pruneCrashes } from './crashes'
import type { Log } from './log'
import type { Memory } from './memory'
import { appOrigin } from './renderer-files'
import { keepScreenFile } from './screen-file'
import { openWindow } from './window'

export interface MainWindowNeeds {
  readonly dataDir: string
  readonly memory: Memory
  readonly log: Log
  readonly kiosk: boolean
  /** Of the development server; null where the built pages are shown. */
  readonly developmentUrl: string | null
  readonly crashed: (reason: string) => void
}

export interface MainWindow {
  open(): void
  /** Null while there is none. */
  current(): BrowserWindow | null
  /** Opens none any more: the program is ending. */
  end(): void
}

export function mainWindow(needs: MainWindowNeeds): MainWindow {
  let window: BrowserWindow | null = null
  let isEnding = false
  const open = () => {
    window = opened(needs, () => {
      window = null
    })
  }
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
  return {
    open,
    current: () => window,
    end() {
      isEnding = true
    },
  }
}

function opened(
  { dataDir, memory, log, kiosk, developmentUrl, crashed }: MainWindowNeeds,
  closed: () => void,
): BrowserWindow {
  const window = openWindow({
    preload: join(__dirname, '../preload/index.cjs'),
    url: new URL(`/?language=${memory.read().language}`, developmentUrl ?? appOrigin).href,
    memory,
    devTools: !app.isPackaged,
    kiosk,
    crashed,
  })
  window.once('closed', closed)
  const { CRYOBENCH_SCREEN_FILE: screenFile } = process.env
  if (screenFile) keepScreenFile(window, screenFile, log)
  window.webContents.once('did-finish-load', () => {
    void log.open()
    for (const { detail } of pruneCrashes(dataDir))
      log.say('shell', 'warn', `Crash dumps were not tidied up: ${detail}`)
  })
  return window
}
